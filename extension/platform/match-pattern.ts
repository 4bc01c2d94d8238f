/**
 * Whether this browser's match patterns may name a port. Firefox's may not: one that does is taken without an
 * error and matches nothing.
 */
const takesPorts = (): boolean => !('getBrowserInfo' in (globalThis.chrome?.runtime ?? {}));

/**
 * The narrowest match pattern for an origin's pages: scheme, host and port, or, where patterns take no port,
 * scheme and host. The port is compared again before every fill. `exact` names a scheme's own port too, as a
 * pattern without one covers every port; the browser's questions to a person read better without.
 */
export function matchPattern(origin: string, { exact = false } = {}): string {
  const { protocol, hostname, port } = new URL(origin);
  const host = `${protocol}//${hostname}`;
  if (!takesPorts() || (port === '' && !exact)) return `${host}/*`;
  return `${host}:${port || (protocol === 'https:' ? 443 : 80)}/*`;
}
