import { scriptPolicy } from '../core/ui/trusted-types.ts';

/** The address of our worker or service worker in the form the browser demands; `TypeError` for any other. */
export const scriptAddress = scriptPolicy(/^\/(?:sw\.js|assets\/[\w-]+\.js)$/u);
