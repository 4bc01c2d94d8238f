/** Stands in the built page where the server writes the authority's origin; a reserved name (RFC 2606 §2). */
export const AUTHORITY_PLACEHOLDER = 'https://authority.invalid';

/** What the app may do, as directives that may also stand in a `<meta>` (so without `frame-ancestors`). */
export function contentPolicy(authorityOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'none'",
    `connect-src 'self' ${authorityOrigin}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    'form-action https: http://*.localhost:* http://127.0.0.1:*',
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types fuda',
  ].join('; ');
}

/** What the app uses stays its own, in no frame of another's; what it never uses is off. */
const PERMISSIONS = [
  ...['camera', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock'].map(
    (name) => `${name}=(self)`,
  ),
  ...['accelerometer', 'display-capture', 'geolocation', 'gyroscope', 'microphone', 'payment', 'usb'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/**
 * Headers of every answer of the app's server; whoever serves the app elsewhere sends the same.
 * `authorityOrigin`: the one foreign origin the app may call.
 */
export function pwaHeaders(authorityOrigin: string): Record<string, string> {
  return {
    'Content-Security-Policy': `${contentPolicy(authorityOrigin)}; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': PERMISSIONS,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
