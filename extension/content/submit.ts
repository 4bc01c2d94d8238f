import { on } from './on.ts';

/** What is read of the Navigation API, where the browser has it (WHATWG HTML, §7.2.6). */
interface Leaving extends Event {
  navigationType: string;
  destination: { sameDocument: boolean };
}

/**
 * Tells when forms are sent: `sent` with the form whose submit event is seen, or with `null` when the page
 * leaves for another one by its own doing: a script submits without the event.
 */
export function watchSubmit(sent: (form: Element | null) => void): void {
  on('submit', sent);
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { navigationType, destination } = event as Leaving;
    // A reload and the way back are the person's; an address they typed is not told here at all.
    if (!destination.sameDocument && 'push replace'.includes(navigationType)) sent(null);
  });
}
