/** The documentation page's one style sheet, served at `/docs.css`. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --paper: #f7f4ec; --sheet: #fffdf8; --ink: #22201c; --soft: #6a655b; --line: #ddd6c6; --ai: #24477a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --sheet: #211f1c; --ink: #ece8de; --soft: #a8a295; --line: #3a3731; --ai: #9dbdf0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6; font-family: system-ui, "Noto Sans CJK JP", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h2 { margin-top: 2.5rem; text-transform: capitalize; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
h3 b { color: var(--ai); }
a { color: var(--ai); }
article { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.1rem; margin: 1rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .5rem 0; }
caption { text-align: left; color: var(--soft); }
th, td { text-align: left; vertical-align: top; border-top: 1px solid var(--line); padding: .3rem .6rem .3rem 0; font-weight: normal; }
th { white-space: nowrap; }
td { overflow-wrap: anywhere; }
`;
