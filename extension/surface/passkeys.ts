import type { PasskeyPort } from '../../core/app/ports.ts';
import { passkeyPort } from '../../core/browser/passkey.ts';

/**
 * Passkeys in the extension's own pages: their relying party is the extension's ID. `undefined` where the
 * browser has none for extensions: Firefox gives each installation an address that no passkey can be for.
 */
export const ownPasskeys = (place: Window & typeof globalThis): PasskeyPort | undefined =>
  place.location.protocol === 'chrome-extension:' ? passkeyPort(place) : undefined;
