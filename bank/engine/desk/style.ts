/** Accent of an institution that names none. */
const USUAL = '#35506b';

/** The desk's style sheet: plain, the same for every bank but for its colour. */
export const deskStyle = (colour = USUAL): string => `:root {
  color-scheme: light;
  --accent: ${/^#[0-9a-f]{6}$/.test(colour) ? colour : USUAL};
${RULES}`;

const RULES = `  --ink: #1f2429;
  --soft: #59626b;
  --line: #cbd2d9;
  --ground: #f3f5f7;
  --bad: #a4241b;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--ground);
  color: var(--ink);
  font: 15px / 1.65 "Hiragino Kaku Gothic ProN", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif;
  overflow-wrap: anywhere;
}
main { flex: 1; padding: 20px 0 40px; }
.inner { width: 100%; max-width: 1120px; margin: 0 auto; padding: 0 20px; }
h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 16px; }
h2 { font-size: 1.08rem; margin: 0 0 10px; }
p { margin: 0 0 10px; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #e0a100; outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 14px; background: #fff; z-index: 1; }
.top { background: #fff; border-top: 4px solid var(--accent); border-bottom: 1px solid var(--line); }
.top .inner { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 20px; padding-block: 10px; }
.house { margin: 0; display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; }
.house strong { font-size: 1.12rem; color: var(--accent); }
.who { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
.trail ol { list-style: none; margin: 12px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 8px; color: var(--soft); font-size: 0.9rem; }
.trail li + li::before { content: "›"; margin-right: 8px; }
.bottom { border-top: 1px solid var(--line); padding: 12px 0; color: var(--soft); font-size: 0.85rem; }
.panel { background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: 16px 18px; margin: 0 0 16px; }
.narrow { max-width: 420px; }
.halves { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 16px; align-items: start; }
.columns { display: grid; grid-template-columns: 1fr; gap: 0 20px; }
.field { margin: 0 0 14px; padding: 0; border: 0; min-width: 0; }
.field > label, legend { display: block; font-weight: 600; margin-bottom: 3px; padding: 0; }
.must { font-size: 0.78rem; font-weight: 600; color: #fff; background: var(--bad); border-radius: 3px; padding: 1px 6px; margin-left: 4px; }
input:not([type="radio"]), select, textarea {
  width: 100%; max-width: 100%; min-height: 44px; padding: 8px 10px; font: inherit; color: inherit;
  background: #fff; border: 1px solid #7c8791; border-radius: 4px;
}
input.short { max-width: 240px; }
input[type="radio"] { width: 20px; height: 20px; margin: 0 6px 0 0; vertical-align: -4px; accent-color: var(--accent); }
.choice { display: inline-flex; align-items: center; min-height: 44px; margin-right: 22px; }
:is(input, select, textarea)[aria-invalid="true"] { border-color: var(--bad); }
.hint { color: var(--soft); font-size: 0.88rem; margin: 3px 0 0; }
form > .hint { margin-bottom: 12px; }
.error { color: var(--bad); font-weight: 600; margin: 3px 0 0; }
.buttons { display: flex; flex-wrap: wrap; gap: 10px; margin: 16px 0 0; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 20px;
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
  color: var(--accent); background: #fff; border: 1px solid var(--accent); border-radius: 4px;
}
button:hover, .button:hover { box-shadow: inset 0 0 0 1px currentColor; }
button.primary { color: #fff; background: var(--accent); }
button.danger { color: #fff; background: var(--bad); border-color: var(--bad); }
button.quiet { font-weight: 400; color: var(--soft); border-color: var(--line); padding: 4px 12px; }
.button.grave { color: var(--bad); border-color: var(--bad); }
.acts { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); }
.acts .button { width: 100%; }
.notice { border: 1px solid var(--line); border-left-width: 5px; background: #fff; border-radius: 4px; padding: 10px 14px; margin: 0 0 16px; }
.notice.done { border-left-color: #23743b; }
.notice.wrong { border-left-color: var(--bad); background: #fdf3f2; }
.notice.info { border-left-color: var(--accent); }
.badge { display: inline-block; font-weight: 700; border-radius: 4px; padding: 2px 10px; border: 1px solid currentColor; }
.badge.good { color: #1d6333; background: #eef7f0; }
.badge.wait { color: #7a5200; background: #fdf6e3; }
.badge.bad { color: var(--bad); background: #fdf3f2; }
.badge.over { color: #4c555e; background: #eef0f2; }
.bad { color: var(--bad); }
.waiting { font-weight: 600; color: #7a5200; margin: 10px 0 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 7px 10px; border-bottom: 1px solid var(--line); }
.facts th { width: 38%; font-weight: 600; color: var(--soft); }
.list { background: #fff; border: 1px solid var(--line); }
.list th { background: #e9edf0; white-space: nowrap; }
.history td:is(:first-child, :last-child) { white-space: nowrap; }
small { display: block; color: var(--soft); font-size: 0.88em; }
details.panel summary { cursor: pointer; font-weight: 600; min-height: 28px; }
.explain { margin: 12px 0 8px; padding-left: 1.4em; }
.explain li { margin-bottom: 4px; }
.digits > span + span { margin-left: 0.4em; }
.digits > span { display: inline-block; }
.digits { font-variant-numeric: tabular-nums; }
.large { font-size: 1.35rem; font-weight: 700; letter-spacing: 0.04em; }
.paper { display: none; }
@media (min-width: 760px) {
  .halves { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .columns { grid-template-columns: 1fr 1fr; }
}
@media (max-width: 759px) {
  .inner { padding: 0 14px; }
  .panel { padding: 14px; }
  .list thead { position: absolute; left: -9999px; }
  .list, .list tbody, .list tr, .list td { display: block; }
  .list tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  .list td { display: grid; grid-template-columns: 6.5em 1fr; gap: 0 8px; border: 0; padding: 2px 12px; }
  .list td::before { content: attr(data-label); color: var(--soft); }
  .list td small { grid-column: 2; }
  .list td.empty { display: none; }
  .large { font-size: 1.15rem; }
  .buttons button, .buttons .button { flex: 1 1 100%; }
}
@media print {
  body { background: #fff; font-size: 12pt; }
  .top, .trail, .bottom, .screen, .notice, .buttons, h1 { display: none; }
  .panel { border: 0; padding: 0; }
  .paper { display: inline; }
}
`;
