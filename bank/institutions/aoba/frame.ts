import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import { csrfField, type Html } from '../../engine/pages/html.ts';
import type { Frame, PageContext } from '../../engine/pages/pages.ts';
import { menuLinks, shell, trailOf } from '../../engine/pages/shell.ts';

/** A narrow band at the top, the menu as a column at the left, tables at the right: あおば信用組合. */
export function frame(context: PageContext, page: Frame): Html {
  const { institution, customer } = context;
  const open = customer && !context.limited;
  return shell(
    context,
    page,
    html`<header class="top">
  <p class="fiction">架空の金融機関(デモ)</p>
  <div class="top-line">
    <a class="mark" href="${open ? '/menu' : '/login'}">
      <img src="/logo.svg" alt="" width="40" height="40">
      <span class="mark-company">${institution.company}</span>
      <span class="mark-service">${institution.name}</span>
    </a>
    ${
      customer
        ? html`<form method="post" action="/logout">${csrfField(context.csrf)}<button class="button logout" type="submit">ログアウト</button></form>`
        : ''
    }
  </div>
</header>
<div class="sheet ${customer ? 'with-menu' : ''}">
  ${
    customer
      ? html`<div class="left">
    <section class="holder" aria-label="ご契約者">
      <p><strong>${customer.name}</strong> 様</p>
      <p class="last">${
        context.lastLoginAt === null
          ? '初回のログインです'
          : html`前回ログイン日時 <br>${formatDateTime(context.lastLoginAt, 'ja')}`
      }</p>
    </section>
    ${
      open
        ? html`<nav class="index" aria-label="メニュー">${menuLinks(
            context,
            ['home', 'balances', 'entries', 'transfer', 'otp', 'details'],
            page.section,
          )}</nav>`
        : ''
    }
  </div>`
      : ''
  }
  <main id="main">
    ${trailOf(context, page)}
    <h1>${page.title}</h1>
    ${page.body}
  </main>
</div>
<footer class="bottom">
  <p><strong>${institution.desk.name}</strong> ${institution.desk.phone}(${institution.desk.hours})</p>
  <p>${institution.company}は実在しません。本物のパスワードや個人情報は入力しないでください。</p>
</footer>`,
  );
}
