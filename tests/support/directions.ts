import type { Import } from './house.ts';

/**
 * Which room may import which. A room is named by its folder; the longest name that fits a path is its
 * room. `core/error.ts` and the room itself are always allowed.
 */
const LEAVES = ['core/otp', 'core/clock', 'core/i18n', 'core/kdf', 'core/protocol', 'core/qr'];
const SHELL = [
  ...LEAVES,
  'core/token',
  'core/formats',
  'core/vault',
  'core/client',
  'core/app',
  'core/browser',
  'core/ui',
];

const TOOLS = ['core', 'extension', 'authority', 'demo'];
/** Who draws pictures or leads a tour walks through the real thing, by the drivers that the tests have. */
const WALKS = ['extension-screens', 'screens', 'screenshots', 'store-pictures', 'tour'];

export const MAY_IMPORT: Record<string, readonly string[]> = {
  'core/otp': [],
  'core/clock': [],
  'core/i18n': [],
  'core/kdf': [],
  'core/qr': [],
  'core/detect': [],
  'core/protocol': [],
  'core/token': LEAVES,
  'core/formats': [...LEAVES, 'core/token'],
  'core/vault': [...LEAVES, 'core/token', 'core/formats'],
  'core/client': [...LEAVES, 'core/token', 'core/formats', 'core/vault'],
  'core/app': [...LEAVES, 'core/token', 'core/formats', 'core/vault', 'core/client'],
  'core/browser': [...LEAVES, 'core/app'],
  'core/ui': [...LEAVES, 'core/app', 'core/browser'],
  pwa: SHELL,
  extension: [...SHELL, 'core/detect'],
  'extension/content': ['core/detect', 'extension/messages'],
  server: ['core/clock'],
  authority: ['core/otp', 'core/clock', 'core/protocol', 'core/i18n', 'server'],
  bank: ['core/clock', 'core/i18n', 'core/protocol', 'core/qr', 'server'],
  // `core/otp`, because the demonstration plays the hardware tokens in customers' hands.
  demo: ['authority', 'bank', 'pwa/serve.ts', 'server', 'core/clock', 'core/i18n', 'core/otp'],
  tools: TOOLS,
  ...Object.fromEntries(WALKS.map((name) => [`tools/${name}`, [...TOOLS, 'tools', 'tests/support']])),
};

/** Rooms whose inside is more than one kind of thing: the importer may take only these parts of them. */
const PARTS: readonly { importer: string; room: string; only: readonly string[]; why: string }[] = [
  {
    importer: 'bank',
    room: 'core/protocol',
    only: ['common.ts', 'ids.ts', 'canonical.ts', 'setup-link.ts', 'relying-party/', 'transaction/'],
    why: 'a bank speaks the relying-party protocol only',
  },
  ...[
    'core/client',
    'core/app',
    'core/ui',
    'core/vault',
    'core/formats',
    'core/token',
    'pwa',
    'extension',
  ].map((importer) => ({
    importer,
    room: 'core/protocol',
    only: ['common.ts', 'ids.ts', 'canonical.ts', 'setup-link.ts', 'device/', 'transaction/'],
    why: "a device never speaks the bank's side of the protocol",
  })),
];

const within = (path: string, room: string): boolean =>
  path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`);

function roomOf(path: string): string | null {
  const fitting = Object.keys(MAY_IMPORT).filter((room) => within(path, room));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Why an import is against the house's directions, as a sentence; `null` when it is allowed. */
export function complaintAbout({ from, to, isPackage }: Import): string | null {
  if (isPackage || within(to, 'core/error')) return null;
  const room = roomOf(from);
  if (room === null) return `${from} stands in no room of the house.`;
  if (from === to || (within(to, room) && roomOf(to) === room)) return null;
  const allowed = MAY_IMPORT[room] ?? [];
  const parentOfContent = room === 'extension' && within(to, 'extension/content');
  if (!parentOfContent && !allowed.some((other) => within(to, other))) {
    return `${from} imports ${to}, but ${room} may only import ${allowed.join(', ') || 'itself'}.`;
  }
  for (const part of PARTS) {
    if (within(from, part.importer) && within(to, part.room)) {
      const inside = to.slice(part.room.length + 1);
      if (!part.only.some((name) => inside === name || inside.startsWith(name))) {
        return `${from} imports ${to}, but ${part.why}.`;
      }
    }
  }
  return null;
}
