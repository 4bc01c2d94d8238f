// Boxes of one digit each: moves on after a digit, takes a whole code at once, goes back on Backspace.
// Without this script the boxes are plain fields in tab order.

const digitsOf = (text) => text.normalize('NFKC').replace(/[^0-9]/g, '');

/** Writes `digits` from box `at` on and leaves the caret after the last one written. */
function spread(boxes, at, digits) {
  for (const [index, digit] of [...digits].slice(0, boxes.length - at).entries())
    boxes[at + index].value = digit;
  boxes[Math.min(at + digits.length, boxes.length - 1)].focus();
}

for (const group of document.querySelectorAll('[data-code-boxes]')) {
  const boxes = [...group.querySelectorAll('input')];
  const at = (event) => boxes.indexOf(event.target);

  group.addEventListener('input', (event) => {
    if (event.isComposing || at(event) < 0) return;
    const digit = digitsOf(event.target.value).slice(-1);
    event.target.value = digit;
    if (digit !== '' && document.activeElement === event.target) boxes[at(event) + 1]?.focus();
  });
  group.addEventListener('compositionend', (event) => {
    const digits = digitsOf(event.target.value);
    event.target.value = '';
    if (digits !== '') spread(boxes, at(event), digits);
  });
  group.addEventListener('paste', (event) => {
    const digits = digitsOf(event.clipboardData?.getData('text') ?? '');
    if (digits === '') return;
    event.preventDefault();
    spread(boxes, digits.length >= boxes.length ? 0 : at(event), digits);
  });
  group.addEventListener('keydown', (event) => {
    const index = at(event);
    const before = boxes[index - 1];
    if (event.key === 'Backspace' && event.target.value === '' && before) {
      event.preventDefault();
      before.value = '';
      before.focus();
    } else if (event.key === 'ArrowLeft' && before) {
      event.preventDefault();
      before.focus();
    } else if (event.key === 'ArrowRight' && boxes[index + 1]) {
      event.preventDefault();
      boxes[index + 1].focus();
    }
  });
  // Typing into a filled box replaces its digit.
  group.addEventListener('focusin', (event) => event.target.select?.());
}
