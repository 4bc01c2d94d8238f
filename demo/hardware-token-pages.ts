import { html } from 'hono/html';
import type { Make } from './hardware-token-file.ts';

type Html = ReturnType<typeof html>;

export interface TokensModel {
  tokens: readonly { serial: string; code: string }[];
  /** Seconds until the codes change, of `period`. */
  left: number;
  period: number;
  make: Make;
}

/** How often the page is read anew, in seconds; sooner when the codes change before. */
const REFRESH = 5;

/** Every token with its display, and its back with the serial number. */
export const tokensPage = ({ tokens, left, period, make }: TokensModel): Html => html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${Math.min(REFRESH, left)}">
<title>ハードウェアトークン</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="top"><a href="/">ハードウェアトークン</a><span>デモ用</span></header>
<main>
<h1>お手もとのトークン</h1>
<p class="note">金融機関がお客さまへ郵送する端末の代わりです。裏の番号（シリアル番号）を窓口の担当者がお客さまに割り当てると、表示された番号を使えます。</p>
<ul class="tokens">${tokens.map(
  ({ serial, code }) => html`
<li class="token">
<div class="front"><p class="code">${code.slice(0, 4)} ${code.slice(4)}</p><progress value="${left}" max="${period}" aria-label="番号が変わるまで">${left}</progress><p class="left">あと${left}秒</p></div>
<p class="back"><span>${make.manufacturer} ${make.model}</span><strong>S/N ${serial}</strong></p>
</li>`,
)}</ul>
</main>
</body>
</html>`;

/** The one style sheet of that page, served at `/style.css`. */
export const HARDWARE_TOKEN_STYLE = `
:root { color-scheme: light dark; --paper: #f7f4ec; --sheet: #fffdf8; --ink: #22201c; --soft: #6a655b; --line: #ddd6c6; --ai: #24477a; --shell: #2e3640; --lcd: #c9d6b8; --lcd-ink: #1c2417; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --sheet: #211f1c; --ink: #ece8de; --soft: #a8a295; --line: #3a3731; --ai: #9dbdf0; --shell: #3a444f; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.7;
  font-family: system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif; }
.top { display: flex; align-items: baseline; gap: .75rem; padding: .9rem max(1rem, calc((100% - 46rem) / 2)); border-bottom: 1px solid var(--line); background: var(--sheet); }
.top a { font-weight: 600; color: var(--ink); text-decoration: none; }
.top span { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; }
main { max-width: 48rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.3rem; margin: .5rem 0 .5rem; }
.note { color: var(--soft); font-size: .92rem; margin: 0 0 1.25rem; }
.tokens { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.token { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; padding: 1rem; }
.front { padding: .9rem 1.1rem .6rem; background: var(--shell); color: #e8ebee; border-radius: 22px; }
.code { margin: 0 0 .5rem; padding: .35rem .5rem; text-align: center; background: var(--lcd); color: var(--lcd-ink); border-radius: 6px; font: 600 1.9rem/1.3 ui-monospace, "DejaVu Sans Mono", monospace; letter-spacing: .06em; white-space: nowrap; }
.front progress { display: block; width: 100%; height: 6px; accent-color: #9fb48a; }
.left { margin: .2rem 0 0; font-size: .8rem; text-align: right; }
.back { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: .7rem .2rem 0; font-size: .9rem; color: var(--soft); }
.back strong { color: var(--ink); font-variant-numeric: tabular-nums; }
`;
