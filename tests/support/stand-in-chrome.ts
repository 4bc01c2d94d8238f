/** Nothing to say to, nobody listening. */
const nothing = async () => undefined;

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

function makeArea() {
  const held = new Map<string, unknown>();
  const listeners = new Set<(changes: Changes) => void>();
  const tell = (changes: Changes) => {
    for (const listener of listeners) listener(changes);
  };
  return {
    async get(keys: string | string[]) {
      return Object.fromEntries(
        [keys].flat().flatMap((key) => (held.has(key) ? [[key, held.get(key)]] : [])),
      );
    },
    async set(values: Record<string, unknown>) {
      for (const [key, value] of Object.entries(values)) {
        const oldValue = held.get(key);
        held.set(key, structuredClone(value));
        tell({ [key]: { oldValue, newValue: value } });
      }
    },
    async remove(keys: string | string[]) {
      for (const key of [keys].flat()) {
        const oldValue = held.get(key);
        if (held.delete(key)) tell({ [key]: { oldValue } });
      }
    },
    setAccessLevel: nothing,
    onChanged: {
      addListener: (listener: (changes: Changes) => void) => listeners.add(listener),
      removeListener: (listener: (changes: Changes) => void) => listeners.delete(listener),
    },
  };
}

/** What a test sees of the stand-in, and does to it. */
export interface StandInChrome {
  /** When each alarm is due (epoch ms), by name. Nothing rings by itself. */
  alarms: Map<string, number>;
  /** The stored areas, by their own calls. */
  storage: { local: ReturnType<typeof makeArea>; session: ReturnType<typeof makeArea> };
  /** The match patterns that the browser names when it is asked for all of them. */
  grants: Set<string>;
  /** The addresses of open tabs, by their number; one that is not here is closed. */
  tabs: Map<number, string>;
  /** The browser was closed: what was in memory only is gone. */
  closeBrowser(): void;
}

/**
 * The browser's areas and surfaces as far as the extension's worker reaches for them, for tests outside a
 * browser: `globalThis.chrome` from now on, empty; `allows` says which match
 * patterns a person allowed. The vault behind it is the real one.
 */
export function standInChrome(id: string, allows: (pattern: string) => boolean = () => true): StandInChrome {
  const alarms = new Map<string, number>();
  const storage = { local: makeArea(), session: makeArea() };
  const grants = new Set<string>();
  const tabs = new Map<number, string>();
  const chrome = {
    storage,
    action: {
      setBadgeText: nothing,
      setBadgeBackgroundColor: nothing,
      setTitle: nothing,
      getBadgeText: async () => '',
    },
    permissions: {
      contains: async ({ origins }: { origins: string[] }) => origins.every(allows),
      getAll: async () => ({ permissions: [], origins: [...grants] }),
      remove: async ({ origins }: { origins: string[] }) => origins.some((pattern) => grants.delete(pattern)),
    },
    tabs: {
      async get(tabId: number) {
        if (!tabs.has(tabId)) throw new Error(`No tab with id: ${tabId}.`);
        return { id: tabId, url: tabs.get(tabId) };
      },
    },
    alarms: {
      create: async (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
    runtime: { id, sendMessage: nothing },
  };
  Object.assign(globalThis, { chrome });
  return {
    alarms,
    storage,
    grants,
    tabs,
    closeBrowser() {
      storage.session = makeArea();
    },
  };
}
