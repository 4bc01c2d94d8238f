import { base64urlnopad } from '@scure/base';
import { beforeAll, describe, expect, test } from 'vitest';
import { openOnDevice, type SealContext, sealToDevice } from '../../../core/protocol/device/sealing.ts';

const makePair = () =>
  crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
const plain = new TextEncoder().encode('an activation answer');
let device: CryptoKeyPair;
let context: SealContext;

beforeAll(async () => {
  device = await makePair();
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', device.publicKey));
  context = {
    authority: 'https://authority.example',
    serviceId: '10112235',
    userId: '123456789015',
    proofKeyThumbprint: 'thumbprint',
    sealKey: base64urlnopad.encode(raw),
  };
});

describe('a sealed activation answer', () => {
  test('opens on the device that asked, whose private key cannot be exported', async () => {
    expect(device.privateKey.extractable).toBe(false);
    expect(await openOnDevice(await sealToDevice(plain, context), device, context)).toEqual(plain);
  });

  test('does not open with another key', async () => {
    await expect(
      openOnDevice(await sealToDevice(plain, context), await makePair(), context),
    ).rejects.toThrow();
  });

  test.each(['authority', 'serviceId', 'userId', 'proofKeyThumbprint', 'sealKey'] as const)(
    'does not open when %s is not what it was sealed for',
    async (field) => {
      const sealed = await sealToDevice(plain, context);
      await expect(openOnDevice(sealed, device, { ...context, [field]: 'other' })).rejects.toThrow();
    },
  );

  test('does not open when any byte of it was changed', async () => {
    const sealed = await sealToDevice(plain, context);
    const bytes = base64urlnopad.decode(sealed.ct);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = changed[at]! ^ 1;
      await expect(
        openOnDevice({ ...sealed, ct: base64urlnopad.encode(changed) }, device, context),
      ).rejects.toThrow();
    }
  });

  test('is different each time', async () => {
    const [a, b] = await Promise.all([sealToDevice(plain, context), sealToDevice(plain, context)]);
    expect(a.enc).not.toBe(b.enc);
    expect(a.ct).not.toBe(b.ct);
  });
});
