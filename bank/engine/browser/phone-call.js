// Waits for the call with the customer: counts down, tells what came in, and presses 確定する by itself.
// Without script the button does the same.
const box = document.querySelector('[data-phone]');
const form = box?.closest('form');
if (box instanceof HTMLElement && form) {
  const left = box.querySelector('[data-phone-left]');
  const said = box.querySelector('[data-phone-said]');
  let seconds = Number(left?.textContent ?? 0);
  const ticking = setInterval(() => {
    seconds = Math.max(0, seconds - 1);
    if (left) left.textContent = String(seconds);
  }, 1000);
  const stop = () => {
    clearInterval(ticking);
    clearInterval(asking);
  };
  const ask = async () => {
    const answer = await fetch(`/phone/state?id=${encodeURIComponent(box.dataset['phone'] ?? '')}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (!answer) return;
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith('application/json')) return stop();
    const { state, secondsLeft, message } = await answer.json();
    seconds = secondsLeft;
    if (said && said.textContent !== message) said.textContent = message;
    if (said) said.hidden = message === '';
    if (state === 'waiting') return;
    stop();
    // The button itself, so that the form says which one was pressed.
    if (state === 'confirmed' || state === 'late') form.querySelector('button[value="check"]')?.click();
  };
  const asking = setInterval(ask, 2000);
}
