import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Who listens where, in the order of their ports. New ones come last: a stored token belongs to its origin. */
const ORDER = ['authority', 'app', 'midori', 'mailbox', 'smtp', 'aoba', 'kamome', 'devices'] as const;

/** The names are origins: a browser's stored tokens belong to them, port included. */
export type Ports = Record<(typeof ORDER)[number], number>;

const FIRST = 4300;
const FILE = 'ports.json';
/** How many ports in a row are taken. */
export const PORT_COUNT = ORDER.length;
/** First ports that make sense, from and to. */
export const PORT_BASES = { from: 1024, to: 65535 - PORT_COUNT + 1 } as const;

export const portsFrom = (base: number): Ports =>
  Object.fromEntries(ORDER.map((name, index) => [name, base + index])) as Ports;

/** The ports of this data folder: those asked for now, else those of last time, else 4300 and on. */
export async function keptPorts(dataDirectory: string, portBase: number | null): Promise<Ports> {
  const file = join(dataDirectory, FILE);
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as { base: number },
    () => null,
  );
  const base = portBase ?? kept?.base ?? FIRST;
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(file, `${JSON.stringify({ base })}\n`);
  return portsFrom(base);
}
