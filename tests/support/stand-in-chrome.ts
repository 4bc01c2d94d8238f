/** Nothing to say to, nobody listening. */
const nothing = async () => undefined;

function makeArea() {
  const held = new Map<string, unknown>();
  return {
    async get(keys: string | string[]) {
      return Object.fromEntries(
        [keys].flat().flatMap((key) => (held.has(key) ? [[key, held.get(key)]] : [])),
      );
    },
    async set(values: Record<string, unknown>) {
      for (const [key, value] of Object.entries(values)) held.set(key, structuredClone(value));
    },
    async remove(keys: string | string[]) {
      for (const key of [keys].flat()) held.delete(key);
    },
    setAccessLevel: nothing,
    onChanged: { addListener() {} },
  };
}

/**
 * The browser's areas and surfaces as far as the extension's worker reaches for them, for tests outside a
 * browser: `globalThis.chrome` from now on, empty; `allows` says which match
 * patterns a person allowed. The vault behind it is the real one.
 */
export function standInChrome(id: string, allows: (pattern: string) => boolean = () => true): void {
  const chrome = {
    storage: { local: makeArea(), session: makeArea() },
    action: {
      setBadgeText: nothing,
      setBadgeBackgroundColor: nothing,
      setTitle: nothing,
      getBadgeText: async () => '',
    },
    permissions: { contains: async ({ origins }: { origins: string[] }) => origins.every(allows) },
    alarms: { create: nothing, clear: nothing },
    runtime: { id },
  };
  Object.assign(globalThis, { chrome });
}
