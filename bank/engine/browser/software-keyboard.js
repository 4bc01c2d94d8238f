// A keyboard drawn on the page for fields marked `data-software-keyboard`: the keys stand in another order
// each time, so that what records key strokes learns nothing. The field stays a plain one beside it, and is
// all there is without this script.

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ROWS = ['0123456789', LOWER.slice(0, 10), LOWER.slice(10, 20), `${LOWER.slice(20)}-_.@`];

/** The same characters in an order of chance (Fisher and Yates, without modulo bias). */
function shuffled(characters) {
  const order = [...characters];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const limit = 256 - (256 % (last + 1));
    let drawn;
    do drawn = crypto.getRandomValues(new Uint8Array(1))[0];
    while (drawn >= limit);
    const other = drawn % (last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

function button(text, className, press, name) {
  const key = document.createElement('button');
  key.type = 'button';
  key.className = className;
  key.textContent = text;
  if (name) key.setAttribute('aria-label', name);
  key.addEventListener('click', press);
  return key;
}

const NAMES = { '-': 'ハイフン', _: 'アンダーバー', '.': 'ピリオド', '@': 'アットマーク' };

function attach(field) {
  const panel = document.createElement('div');
  panel.className = 'keyboard-keys';
  panel.id = `${field.id}-keyboard`;
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-label', 'ソフトウェアキーボード');
  let upper = false;

  const put = (value) => {
    const most = field.maxLength > 0 ? field.maxLength : Number.POSITIVE_INFINITY;
    field.value = value.slice(0, most);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const letters = () => [...panel.querySelectorAll('.key')].filter((key) => /^[a-z]$/i.test(key.textContent));
  // Digits and letters are mixed within their own rows: found without searching the whole keyboard.
  const [digits, ...others] = ROWS;
  const mixed = shuffled(others.join(''));
  for (const row of [shuffled(digits), mixed.slice(0, 10), mixed.slice(10, 20), mixed.slice(20)]) {
    const line = document.createElement('div');
    line.className = 'keyboard-row';
    for (const character of row)
      line.append(
        button(character, 'key', (event) => put(field.value + event.target.textContent), NAMES[character]),
      );
    panel.append(line);
  }
  const tools = document.createElement('div');
  tools.className = 'keyboard-row';
  const shift = button('大文字', 'key tool', () => {
    upper = !upper;
    shift.setAttribute('aria-pressed', String(upper));
    for (const key of letters())
      key.textContent = upper ? key.textContent.toUpperCase() : key.textContent.toLowerCase();
  });
  shift.setAttribute('aria-pressed', 'false');
  tools.append(
    shift,
    button('1文字消す', 'key tool', () => put(field.value.slice(0, -1))),
    button('すべて消す', 'key tool', () => put('')),
  );
  panel.append(tools);

  const toggle = button('', 'keyboard-toggle', () => show(panel.hidden));
  toggle.setAttribute('aria-controls', panel.id);
  const show = (open) => {
    panel.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? 'ソフトウェアキーボードを閉じる' : 'ソフトウェアキーボードで入力する';
  };
  // On a narrow screen it would push the rest of the form out of sight.
  show(matchMedia('(min-width: 721px)').matches);
  const holder = document.createElement('div');
  holder.className = 'keyboard';
  holder.append(toggle, panel);
  field.after(holder);
}

for (const field of document.querySelectorAll('input[data-software-keyboard]')) attach(field);
