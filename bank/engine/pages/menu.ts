import type { Frame } from './pages.ts';

export type Section = NonNullable<Frame['section']>;

/** Where each entry of the navigation leads; its name is the institution's. */
export const SECTION_PATHS: Readonly<Record<Section, string>> = {
  home: '/menu',
  balances: '/balances',
  entries: '/entries',
  transfer: '/transfer',
  details: '/details',
  otp: '/otp',
};
