import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import { csrfField, type Html } from '../../engine/pages/html.ts';
import type { Frame, PageContext } from '../../engine/pages/pages.ts';
import { menuLinks, shell, trailOf } from '../../engine/pages/shell.ts';

/** Sky above, one column in the middle, the menu as round tabs: かもめ銀行. */
export function frame(context: PageContext, page: Frame): Html {
  const { institution, customer } = context;
  const open = customer && !context.limited;
  return shell(
    context,
    page,
    html`<div class="sky">
  <header class="bar">
    <a class="brand" href="${open ? '/menu' : '/login'}">
      <img src="/logo.svg" alt="" width="42" height="42">
      <span>${institution.name}</span>
    </a>
    <p class="fiction">架空の金融機関(デモ)</p>
    ${
      customer
        ? html`<form method="post" action="/logout">${csrfField(context.csrf)}<button class="button logout" type="submit">ログアウト</button></form>`
        : ''
    }
  </header>
  ${
    open
      ? html`<nav class="tabs" aria-label="メニュー">${menuLinks(
          context,
          ['home', 'transfer', 'entries', 'balances', 'otp', 'details'],
          page.section,
        )}</nav>`
      : ''
  }
</div>
<main id="main">
  ${trailOf(context, page)}
  <h1>${page.title}</h1>
  ${page.body}
  ${
    customer
      ? html`<p class="visitor">${customer.name} さま ・ ${
          context.lastLoginAt === null
            ? 'はじめてのログイン'
            : html`前回のログイン ${formatDateTime(context.lastLoginAt, 'ja')}`
        }</p>`
      : ''
  }
</main>
<footer class="shore">
  <p>${institution.desk.name}<br><strong>${institution.desk.phone}</strong><br>${institution.desk.hours}</p>
  <p class="fine">${institution.company}は実在しない銀行です。本物のパスワードや個人情報は入力しないでください。</p>
</footer>`,
  );
}
