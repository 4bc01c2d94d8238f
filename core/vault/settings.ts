import { openBody, type SealedBody, sealBody } from './envelope.ts';
import type { Session } from './session.ts';

/** Settings share the record envelope under names no record id (a UUID) can take. */
export function settingId(name: string): string {
  return `setting/${name}`;
}

/** Seals a JSON value under its setting's name. */
function sealSetting(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  name: string,
  value: unknown,
): Promise<SealedBody> {
  return sealBody(
    crypto,
    key,
    vaultId,
    settingId(name),
    new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>,
  );
}

/** The value, or `undefined` when there is none or it cannot be read: settings always have a default. */
export async function openSetting(
  crypto: Crypto,
  key: CryptoKey,
  vaultId: string,
  name: string,
  body: unknown,
): Promise<unknown> {
  const opened = await openBody(crypto, key, vaultId, settingId(name), body);
  if (!opened.ok) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened.plain));
  } catch {
    return undefined;
  }
}

/** The value kept under `name`; `undefined` as in `openSetting`. */
export async function readSetting({ ports, vaultId, read }: Session, name: string): Promise<unknown> {
  const kept = await read(['settings'], async (tx, _head, key) => ({
    key,
    body: await tx.objectStore('settings').get(name),
  }));
  return openSetting(ports.crypto, kept.key, vaultId, name, kept.body);
}

/** Keeps a JSON value under `name`; `undefined` forgets it. */
export async function writeSetting(session: Session, name: string, value: unknown): Promise<void> {
  const { ports, vaultId } = session;
  if (value === undefined) {
    await session.write(['settings'], (tx) => tx.objectStore('settings').delete(name));
    return;
  }
  await session.writeSealed(
    ['settings'],
    (key) => sealSetting(ports.crypto, key, vaultId, name, value),
    async (tx, body) => {
      await tx.objectStore('settings').put(body, name);
    },
  );
}
