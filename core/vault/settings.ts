import { openBody, type SealedBody, sealBody } from './envelope.ts';

/** Settings share the record envelope under names no record id (a UUID) can take. */
export function settingId(name: string): string {
  return `setting/${name}`;
}

/** Seals a JSON value under its setting's name. */
export function sealSetting(
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
