import type { AppPorts } from '../core/app/ports.ts';

/** Words between this app's tabs; a channel does not hear what it says itself. */
export function tabsPort(): NonNullable<AppPorts['tabs']> {
  const channel = new BroadcastChannel('fuda-app');
  return {
    tell: (word) => channel.postMessage(word),
    onTell(listener) {
      channel.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
    },
  };
}
