/** The mailbox's one style sheet, served at `/style.css`: washi and ink, indigo for what can be pressed. */
export const MAILBOX_STYLE = `
:root { color-scheme: light dark; --paper: #f7f4ec; --sheet: #fffdf8; --ink: #22201c; --soft: #6a655b; --line: #ddd6c6; --ai: #24477a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --sheet: #211f1c; --ink: #ece8de; --soft: #a8a295; --line: #3a3731; --ai: #9dbdf0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.7;
  font-family: system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif; }
.top { display: flex; align-items: baseline; gap: .75rem; padding: .9rem max(1rem, calc((100% - 46rem) / 2)); border-bottom: 1px solid var(--line); background: var(--sheet); }
.top a { font-weight: 600; color: var(--ink); text-decoration: none; }
.top span { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; }
main { max-width: 48rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.3rem; line-height: 1.5; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
a { color: var(--ai); }
a:focus-visible { outline: 3px solid var(--ai); outline-offset: 2px; border-radius: 4px; }
.mails { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; background: var(--sheet); }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: block; padding: .8rem 1rem; color: inherit; text-decoration: none; }
.mails a:hover { background: color-mix(in srgb, var(--ai) 8%, transparent); }
.mails a:focus-visible { outline-offset: -3px; }
.subject { display: block; font-weight: 600; color: var(--ai); overflow-wrap: anywhere; }
.meta { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; font-size: .88rem; color: var(--soft); }
.to { overflow-wrap: anywhere; }
.note, .empty { color: var(--soft); font-size: .9rem; }
.empty { padding: 2.5rem 1rem; text-align: center; border: 1px dashed var(--line); border-radius: 12px; }
.back { margin: 0; font-size: .95rem; }
article { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: .5rem 1.1rem 1.3rem; margin-top: .75rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; margin: 0 0 1rem; padding-bottom: 1rem; border-bottom: 1px solid var(--line); font-size: .92rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
`;
