interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(input: string): string },
  ): { createScriptURL(input: string): unknown };
}

/**
 * A shell's one Trusted Types policy, named `fuda`: it vouches for the addresses of the shell's own scripts
 * (`own`: their paths) and for nothing else, so no text can become a script's address or markup. Gives the
 * function that turns such an address into the form the browser demands; it throws `TypeError` for any other.
 */
export function scriptPolicy(own: RegExp): (input: string) => string {
  const check = (input: string): string => {
    const { origin, pathname } = new URL(input, location.href);
    if (origin !== location.origin || !own.test(pathname)) throw new TypeError('not a script of ours');
    return pathname;
  };
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  const policy = factory?.createPolicy('fuda', { createScriptURL: check });
  return (input) => (policy ? policy.createScriptURL(input) : check(input)) as string;
}
