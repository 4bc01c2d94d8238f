import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import { csrfField, type Html } from '../../engine/pages/html.ts';
import type { Frame, PageContext } from '../../engine/pages/pages.ts';

const NAVIGATION = [
  ['home', '/menu', 'ホーム'],
  ['balances', '/balances', '残高照会'],
  ['entries', '/entries', '入出金明細'],
  ['transfer', '/transfer', '振込'],
  ['otp', '/otp', 'ワンタイムパスワード'],
] as const;

/** Header, navigation, path, footer around every page of みどり農協. */
export function frame(context: PageContext, { title, section, trail = [], body }: Frame): Html {
  const { institution, customer } = context;
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title} | ${institution.name}</title>
<link rel="icon" type="image/svg+xml" href="/logo.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">本文へ</a>
<header class="site">
  <div class="inner">
    <a class="brand" href="${customer ? '/menu' : '/login'}">
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
  customer
    ? html`<nav class="menu" aria-label="メニュー"><div class="inner">${NAVIGATION.map(
        ([name, href, label]) =>
          html`<a href="${href}" ${name === section ? html`aria-current="page"` : ''}>${label}</a>`,
      )}</div></nav>`
    : html`<div class="band"></div>`
}
<main id="main" class="inner">
  ${
    customer && section !== 'home'
      ? html`<nav class="trail" aria-label="現在の場所"><a href="/menu">ホーム</a>${trail.map(
          ([label, href]) => html` <span aria-hidden="true">›</span> <a href="${href}">${label}</a>`,
        )} <span aria-hidden="true">›</span> <span aria-current="page">${title}</span></nav>`
      : ''
  }
  <h1>${title}</h1>
  ${body}
</main>
<footer class="site">
  <div class="inner">
    <div>
      <p class="foot-desk">${institution.desk.name} <strong>${institution.desk.phone}</strong></p>
      <p>${institution.desk.hours}</p>
    </div>
    <p class="fine">${institution.company} このサイトは実在しない金融機関のデモです。<br>本物のパスワードや個人情報は入力しないでください。</p>
  </div>
</footer>
</body>
</html>`;
}
