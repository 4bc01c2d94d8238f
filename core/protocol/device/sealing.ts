import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { base64urlnopad } from '@scure/base';
import { canonicalBytes } from '../canonical.ts';
import type { ActivateResponse } from './messages.ts';

/**
 * HPKE (RFC 9180 §5.1.1, base mode) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM: the authority
 * seals an activation answer so that only the device that asked can open it.
 */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const INFO = canonicalBytes('fuda/device/activation', '1');

/** What the seal is bound to: a seal made for one set-up cannot be opened as another's answer. */
export interface SealContext {
  /** Origin of the authority as the device knows it. */
  authority: string;
  serviceId: string;
  userId: string;
  /** RFC 7638 SHA-256 thumbprint of the device's proof key. */
  proofKeyThumbprint: string;
  /** The device's sealing public key, raw point in base64url. */
  sealKey: string;
}

const associatedData = (context: SealContext): Uint8Array<ArrayBuffer> =>
  canonicalBytes(
    'fuda/activation/1',
    context.authority,
    context.serviceId,
    context.userId,
    context.proofKeyThumbprint,
    context.sealKey,
  );

/** Seals `plain` to the device. Throws when `context.sealKey` is not a point on P-256. */
export async function sealToDevice(plain: Uint8Array, context: SealContext): Promise<ActivateResponse> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(
    base64urlnopad.decode(context.sealKey).slice().buffer as ArrayBuffer,
  );
  const sender = await suite.createSenderContext({ recipientPublicKey, info: INFO });
  const ct = await sender.seal(new Uint8Array(plain), associatedData(context));
  return {
    v: 1,
    enc: base64urlnopad.encode(new Uint8Array(sender.enc)),
    ct: base64urlnopad.encode(new Uint8Array(ct)),
  };
}

/** Opens a sealed answer with the device's non-extractable pair. Throws when anything bound differs. */
export async function openOnDevice(
  sealed: ActivateResponse,
  recipientKey: CryptoKeyPair,
  context: SealContext,
): Promise<Uint8Array> {
  const recipient = await suite.createRecipientContext({
    recipientKey,
    enc: base64urlnopad.decode(sealed.enc).slice().buffer as ArrayBuffer,
    info: INFO,
  });
  const plain = await recipient.open(base64urlnopad.decode(sealed.ct).slice(), associatedData(context));
  return new Uint8Array(plain);
}
