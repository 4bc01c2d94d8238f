import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageServer } from '../bank/demo/page-server.ts';
import type { Clock } from '../core/clock/clock.ts';
import { prepareKey } from '../core/otp/key.ts';
import { secondsLeft, totp } from '../core/otp/totp.ts';
import { type MadeToken, type Make, writePskc } from './hardware-token-file.ts';
import { HARDWARE_TOKEN_STYLE, tokensPage } from './hardware-token-pages.ts';

const COUNT = 5;
/** As long as the hash's output (RFC 4226 §4 R6). */
const SEED_BYTES = 20;
const KEY_BYTES = 16;
const MAKE: Make = { manufacturer: 'Demo Token Works', model: 'DT-8', digits: 8, period: 60 };

/** The maker's box of the demonstration: what a delivery brings, and the devices themselves. */
export interface HardwareTokens {
  /** A page that draws every token with what it shows now. */
  fetch(request: Request): Response | Promise<Response>;
  /** The delivery: a PSKC file (RFC 6030) and the shared key that opens it. */
  pskc: { file: Uint8Array; key: Uint8Array };
  serials: readonly string[];
  /** What the token of this serial number shows now. */
  codeOf(serial: string): string;
}

/** What lies in the data folder: only the demonstration keeps a device's seed outside the device. */
interface Kept {
  key: string;
  tokens: { serial: string; seed: string }[];
}

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Six random digits; serial numbers only have to differ. */
function serialsFrom(random: (length: number) => Uint8Array): string[] {
  const serials = new Set<string>();
  while (serials.size < COUNT) {
    const number = Buffer.from(random(4)).readUInt32BE() % 1_000_000;
    serials.add(`DT8-${String(number).padStart(6, '0')}`);
  }
  return [...serials].sort();
}

async function keptTokens(directory: string, random: (length: number) => Uint8Array): Promise<Kept> {
  const path = join(directory, 'hardware-tokens.json');
  const before = await readFile(path, 'utf8').catch(() => null);
  if (before !== null) return JSON.parse(before) as Kept;
  const made: Kept = {
    key: base64(random(KEY_BYTES)),
    tokens: serialsFrom(random).map((serial) => ({ serial, seed: base64(random(SEED_BYTES)) })),
  };
  await writeFile(path, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

async function keptDelivery(
  directory: string,
  tokens: readonly MadeToken[],
  key: Uint8Array,
  random: (length: number) => Uint8Array,
): Promise<Uint8Array> {
  const path = join(directory, 'hardware-tokens.pskc.xml');
  const before = await readFile(path).catch(() => null);
  if (before !== null) return new Uint8Array(before);
  const xml = writePskc(tokens, MAKE, { key, keyName: 'Demo delivery key', random });
  await writeFile(path, xml, { mode: 0o600, flag: 'wx' });
  return new TextEncoder().encode(xml);
}

/**
 * Five hardware tokens, made at the first start and kept in `directory`. The stock is filled from `pskc` as
 * from any maker's delivery; the page then plays the devices in customers' hands.
 */
export async function createHardwareTokens(options: {
  directory: string;
  clock: Clock;
  random: (length: number) => Uint8Array;
}): Promise<HardwareTokens> {
  const { directory, clock, random } = options;
  await mkdir(directory, { recursive: true });
  const kept = await keptTokens(directory, random);
  const key = fromBase64(kept.key);
  const tokens = kept.tokens.map(({ serial, seed }) => ({ serial, seed: fromBase64(seed) }));
  const file = await keptDelivery(directory, tokens, key, random);
  const prepared = new Map(tokens.map(({ serial, seed }) => [serial, prepareKey('SHA-1', seed)]));
  const codeOf = (serial: string): string => {
    const found = prepared.get(serial);
    if (!found) throw new Error('no such hardware token');
    return totp(found, clock(), MAKE);
  };

  const app = pageServer(HARDWARE_TOKEN_STYLE);
  app.get('/', (c) =>
    c.html(
      tokensPage({
        tokens: tokens.map(({ serial }) => ({ serial, code: codeOf(serial) })),
        left: secondsLeft(clock(), MAKE.period),
        period: MAKE.period,
        make: MAKE,
      }),
    ),
  );
  app.notFound((c) => c.redirect('/', 303));
  return {
    fetch: (request) => app.fetch(request),
    pskc: { file, key },
    serials: tokens.map(({ serial }) => serial),
    codeOf,
  };
}
