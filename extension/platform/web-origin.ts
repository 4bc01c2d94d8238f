/**
 * The origin of an address that anybody can publish pages at, an international name in its ASCII form; `null`
 * where it is none: a page of the browser's own, a file, or `blob:` and the like, which only name another's.
 */
export function webOrigin(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
