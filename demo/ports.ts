import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Who listens where. The names are origins: a browser's stored tokens belong to them, port included. */
export interface Ports {
  authority: number;
  app: number;
  midori: number;
  mailbox: number;
  smtp: number;
}

const FIRST = 4300;
const FILE = 'ports.json';

export const portsFrom = (base: number): Ports => ({
  authority: base,
  app: base + 1,
  midori: base + 2,
  mailbox: base + 3,
  smtp: base + 4,
});

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
