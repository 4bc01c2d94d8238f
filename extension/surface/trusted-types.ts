/**
 * The extension pages' one Trusted Types policy: it vouches for the addresses of our own built scripts (a
 * page's Worker) and for nothing else.
 */
const OWN_SCRIPT = /^\/(?:assets|chunks)\/[\w.-]+\.js$/u;

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(input: string): string },
  ): { createScriptURL(input: string): unknown };
}

const check = (input: string): string => {
  const { origin, pathname } = new URL(input, location.href);
  if (origin !== location.origin || !OWN_SCRIPT.test(pathname)) throw new TypeError('not a script of ours');
  return pathname;
};

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy('fuda', { createScriptURL: check });

/** The address of a script of ours in the form the browser demands; throws `TypeError` for any other. */
export function scriptAddress(input: string): string {
  return (policy ? policy.createScriptURL(input) : check(input)) as string;
}
