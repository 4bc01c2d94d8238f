import { html } from 'hono/html';
import { csrfField, type Html } from '../../pages/html.ts';
import type { DeskPageContext } from '../types.ts';

/** One page of the desk in its frame. `trail`: pages above it, names and addresses. */
export function deskFrame(
  { institution, csrf, operator }: DeskPageContext,
  page: { title: string; trail?: readonly (readonly [string, string])[]; body: Html },
): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.title} | ${institution.name} 窓口</title>
  <link rel="stylesheet" href="/style.css">
  <link rel="icon" href="data:,">
</head>
<body>
  <a class="skip" href="#main">本文へ</a>
  <header class="top">
    <div class="inner">
      <p class="house"><span>${institution.company}</span><strong>窓口システム</strong></p>
      ${
        operator
          ? html`<div class="who"><span>担当 <strong>${operator.name}</strong> (${operator.id})</span>
      <form method="post" action="/logout">${csrfField(csrf)}<button class="quiet">ログアウト</button></form></div>`
          : ''
      }
    </div>
  </header>
  ${
    operator
      ? html`<nav class="trail" aria-label="現在の場所"><div class="inner"><ol>${(page.trail ?? []).map(
          ([name, href]) => html`<li><a href="${href}">${name}</a></li>`,
        )}<li aria-current="page">${page.title}</li></ol></div></nav>`
      : ''
  }
  <main id="main"><div class="inner">
    <h1>${page.title}</h1>
    ${page.body}
  </div></main>
  <footer class="bottom"><div class="inner">職員専用。お客様の情報を業務以外の目的で見ることはできません。すべての操作は記録されます。</div></footer>
</body>
</html>`;
}

/** A message across the page. */
export const deskNotice = (kind: 'done' | 'wrong' | 'info', body: Html | string): Html =>
  html`<div class="notice ${kind}" role="${kind === 'wrong' ? 'alert' : 'status'}">${body}</div>`;

/** A table of names and values. */
export const deskFacts = (rows: readonly (readonly [string, Html | string])[]): Html =>
  html`<table class="facts"><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;

/** Where every clerk's page begins. */
export const FIRST_PAGE = ['お客様をさがす', '/customers'] as const;
