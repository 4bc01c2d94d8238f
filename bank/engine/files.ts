import { readFileSync } from 'node:fs';

const script = (name: string): { type: string; body: string } => ({
  type: 'text/javascript; charset=utf-8',
  body: readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8'),
});

/** Files every bank of this engine serves beside its own: small scripts that make a page more comfortable. */
export const ENGINE_FILES: Readonly<Record<string, { type: string; body: string }>> = {
  '/code-boxes.js': script('code-boxes.js'),
  '/phone-call.js': script('phone-call.js'),
  '/software-keyboard.js': script('software-keyboard.js'),
};
