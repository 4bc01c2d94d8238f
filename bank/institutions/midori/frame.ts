import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import { csrfField, type Html } from '../../engine/pages/html.ts';
import type { Frame, PageContext } from '../../engine/pages/pages.ts';
import { menuLinks, shell, trailOf } from '../../engine/pages/shell.ts';

/** Header, navigation, path, footer around every page of みどり農協. */
export function frame(context: PageContext, page: Frame): Html {
  const { institution, customer } = context;
  const open = customer && !context.limited;
  return shell(
    context,
    page,
    html`<header class="site">
  <div class="inner">
    <a class="brand" href="${open ? '/menu' : '/login'}">
      <img src="/logo.svg" alt="" width="44" height="44">
      <span><small>${institution.company}</small><strong>${institution.name}</strong></span>
    </a>
    ${
      customer
        ? html`<div class="who">
            <p><strong>${customer.name}</strong> 様</p>
            <p class="last">${
              context.lastLoginAt === null
                ? '初回ログイン'
                : html`前回ログイン ${formatDateTime(context.lastLoginAt, 'ja')}`
            }</p>
          </div>
          <form method="post" action="/logout">${csrfField(context.csrf)}<button class="button logout" type="submit">ログアウト</button></form>`
        : html`<p class="fiction">架空の金融機関(デモ)</p>`
    }
  </div>
</header>
${
  open
    ? html`<nav class="menu" aria-label="メニュー"><div class="inner">${menuLinks(
        context,
        ['home', 'balances', 'entries', 'transfer', 'details', 'otp'],
        page.section,
      )}</div></nav>`
    : html`<div class="band"></div>`
}
<main id="main" class="inner">
  ${trailOf(context, page)}
  <h1>${page.title}</h1>
  ${page.body}
</main>
<footer class="site">
  <div class="inner">
    <div>
      <p class="foot-desk">${institution.desk.name} <strong>${institution.desk.phone}</strong></p>
      <p>${institution.desk.hours}</p>
    </div>
    <p class="fine">${institution.company} このサイトは実在しない金融機関のデモです。<br>本物のパスワードや個人情報は入力しないでください。</p>
  </div>
</footer>`,
  );
}
