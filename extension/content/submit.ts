/** A press this recent (ms) is taken for the cause of the page's leaving. */
const PRESS_MS = 5_000;

/**
 * Tells when the form of `fields()` was submitted: its submit event, or the page leaving right after a press
 * in it, as where a script submits without the event. Listens in the capture phase, and changes nothing.
 */
export function watchSubmit(
  fields: () => readonly HTMLInputElement[],
  submitted: () => void,
  now: () => number,
): void {
  let pressedAt = Number.NEGATIVE_INFINITY;
  const ofOurs = (form: EventTarget | null) =>
    fields().some((field) => field.form !== null && field.form === form);
  addEventListener(
    'submit',
    (event) => {
      if (event.isTrusted && ofOurs(event.composedPath()[0] ?? event.target)) submitted();
    },
    true,
  );
  const pressed = (event: Event) => {
    if (event.isTrusted && (!(event instanceof KeyboardEvent) || event.key === 'Enter')) pressedAt = now();
  };
  addEventListener('click', pressed, true);
  addEventListener('keydown', pressed, true);
  addEventListener('pagehide', () => {
    if (fields().length > 0 && now() - pressedAt < PRESS_MS) submitted();
  });
}
