import { html } from 'hono/html';
import type { Html } from './html.ts';
import { SECTION_PATHS, type Section } from './menu.ts';
import type { Frame, PageContext } from './pages.ts';

/** The document around a page's body: head, the way past the navigation, scripts. */
export const shell = (context: PageContext, { title, scripts = [] }: Frame, body: Html): Html =>
  html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title} | ${context.institution.name}</title>
<link rel="icon" type="image/svg+xml" href="/logo.svg">
<link rel="stylesheet" href="/style.css">
${scripts.map((path) => html`<script type="module" src="${path}"></script>`)}
</head>
<body>
<a class="skip" href="#main">本文へ</a>
${body}
</body>
</html>`;

/** The navigation's links, in the order given, under the institution's own names. */
export const menuLinks = (context: PageContext, order: readonly Section[], current?: Section): Html[] =>
  order.map(
    (section) =>
      html`<a href="${SECTION_PATHS[section]}" ${section === current ? html`aria-current="page"` : ''}>${context.institution.menu[section]}</a>`,
  );

/** A page of the navigation goes by the institution's name for it, whatever the trail calls it. */
function nameOf(context: PageContext, label: string, href: string): string {
  const section = (Object.keys(SECTION_PATHS) as Section[]).find((each) => SECTION_PATHS[each] === href);
  return section ? context.institution.menu[section] : label;
}

/** Where the page stands, for pages below the home page. */
export const trailOf = (context: PageContext, { title, section, trail = [] }: Frame): Html | string =>
  context.customer && !context.limited && section !== 'home'
    ? html`<nav class="trail" aria-label="現在の場所"><a href="/menu">${context.institution.menu.home}</a>${trail.map(
        ([label, href]) =>
          html` <span aria-hidden="true">›</span> <a href="${href}">${nameOf(context, label, href)}</a>`,
      )} <span aria-hidden="true">›</span> <span aria-current="page">${title}</span></nav>`
    : '';
