import { scriptPolicy } from '../../core/ui/trusted-types.ts';

/** The address of a page's own worker in the form the browser demands; throws `TypeError` for any other. */
export const scriptAddress = scriptPolicy(/^\/(?:assets|chunks)\/[\w.-]+\.js$/u);
