/** The telephone page's one style sheet, served at `/style.css`; the same paper and ink as the mailbox's. */
export const PHONE_STYLE = `
:root { color-scheme: light dark; --paper: #f7f4ec; --sheet: #fffdf8; --ink: #22201c; --soft: #6a655b; --line: #ddd6c6; --ai: #24477a; --on-ai: #fff; --good: #2f6b3c; --bad: #a5281e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --sheet: #211f1c; --ink: #ece8de; --soft: #a8a295; --line: #3a3731; --ai: #9dbdf0; --on-ai: #14202f; --good: #8fd19e; --bad: #f2a39b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.7;
  font-family: system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif; }
.top { display: flex; align-items: baseline; gap: .75rem; padding: .9rem max(1rem, calc((100% - 34rem) / 2)); border-bottom: 1px solid var(--line); background: var(--sheet); }
.top a { font-weight: 600; color: var(--ink); text-decoration: none; }
.top span { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; }
main { max-width: 36rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.3rem; margin: .5rem 0 1rem; }
fieldset { margin: 0 0 1rem; padding: .4rem 1rem .9rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; min-width: 0; }
legend { padding: 0 .4rem; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .75rem; min-height: 48px; padding: .2rem 0; }
.choice + .choice { border-top: 1px solid var(--line); }
.choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--ai); }
.choice strong { font-variant-numeric: tabular-nums; font-size: 1.06rem; }
.whose { color: var(--soft); font-size: .92rem; }
.typed { display: block; color: var(--soft); font-size: .92rem; }
.typed input { display: block; width: 100%; min-height: 46px; padding: .4rem .75rem; font: inherit; font-size: 1.06rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; }
button { width: 100%; min-height: 52px; font: inherit; font-weight: 600; font-size: 1.06rem; color: var(--on-ai); background: var(--ai); border: 0; border-radius: 26px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--ai); outline-offset: 2px; border-radius: 6px; }
.heard { margin: 0 0 1rem; padding: .8rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 5px solid var(--bad); border-radius: 12px; }
.heard.good { border-left-color: var(--good); }
.heard p { margin: .2rem 0; }
.to { color: var(--soft); font-size: .92rem; }
.voice { font-weight: 600; }
.problem { color: var(--bad); font-weight: 600; }
.note { color: var(--soft); font-size: .9rem; }
`;
