import { describe, expect, it } from 'vitest';
import { type PasskeyPlace, passkeyPort } from '../../../core/browser/passkey.ts';

const salt = new Uint8Array(32).fill(1);
const secret = new Uint8Array(32).fill(9);
const credentialId = new Uint8Array([1, 2, 3]);
const hint = { credentialId, salt };

type Answer = Error | null | { prf?: unknown; flags?: number };
type Options = { publicKey: Record<string, unknown> };

/** A browser that gives these answers in turn, and what it was asked. */
function browser(answers: { create?: Answer[]; get?: Answer[] }) {
  const asked: { kind: 'create' | 'get'; options: Options }[] = [];
  const next = (kind: 'create' | 'get') => async (options: unknown) => {
    asked.push({ kind, options: options as Options });
    const answer = answers[kind]?.shift();
    if (answer === undefined) throw new Error(`not expected to be asked: ${kind}`);
    if (answer instanceof Error) throw answer;
    if (answer === null) return null;
    const data = new Uint8Array(37);
    data[32] = answer.flags ?? 0x05;
    return {
      rawId: credentialId.buffer,
      response: { authenticatorData: data.buffer, getAuthenticatorData: () => data.buffer },
      getClientExtensionResults: () => (answer.prf === undefined ? {} : { prf: answer.prf }),
    } as never;
  };
  const place: PasskeyPlace = {
    PublicKeyCredential: { isUserVerifyingPlatformAuthenticatorAvailable: async () => true },
    navigator: { credentials: { create: next('create'), get: next('get') } },
    crypto,
    location: { hostname: 'app.localhost' },
  };
  return { place, asked, port: passkeyPort(place)! };
}

const named = (name: string) => new DOMException('told by the browser', name);
const given = { enabled: true, results: { first: secret } };

describe('a passkey', () => {
  it('is made on this device, with the user verified, and gives its secret at once where it can', async () => {
    const { port, asked } = browser({ create: [{ prf: given }] });
    expect(await port.create({ name: 'Fuda', salt })).toEqual({ ok: true, credentialId, prf: secret });
    expect(asked).toHaveLength(1);
    const { publicKey } = asked[0]!.options;
    expect(publicKey).toMatchObject({
      rp: { id: 'app.localhost' },
      authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
      attestation: 'none',
      extensions: { prf: { eval: { first: salt } } },
    });
  });

  it('is asked once more where its making gives no secret', async () => {
    for (const prf of [
      { enabled: true },
      { enabled: true, results: {} },
      { enabled: true, results: { first: new Uint8Array(0) } },
      undefined,
    ]) {
      const { port, asked } = browser({ create: [{ prf }], get: [{ prf: given }] });
      expect(await port.create({ name: 'Fuda', salt })).toEqual({ ok: true, credentialId, prf: secret });
      expect(asked.map(({ kind }) => kind)).toEqual(['create', 'get']);
      expect(asked[1]!.options.publicKey).toMatchObject({
        rpId: 'app.localhost',
        userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id: credentialId }],
        extensions: { prf: { eval: { first: salt } } },
      });
    }
  });

  it('is made without a salt where the browser takes none at that time', async () => {
    const { port, asked } = browser({
      create: [named('NotSupportedError'), { prf: { enabled: true } }],
      get: [{ prf: given }],
    });
    expect(await port.create({ name: 'Fuda', salt })).toMatchObject({ ok: true });
    expect(asked.map(({ options }) => options.publicKey['extensions'])).toEqual([
      { prf: { eval: { first: salt } } },
      { prf: {} },
      { prf: { eval: { first: salt } } },
    ]);
  });

  it('that gives no secret is of no use, and the password manager is told', async () => {
    for (const answers of [
      { create: [{ prf: { enabled: false } }] },
      { create: [{ prf: { enabled: true } }], get: [{}] },
      { create: [{ prf: { enabled: true } }], get: [{ prf: { results: { first: secret.subarray(1) } } }] },
    ]) {
      const { place } = browser(answers);
      const told: unknown[] = [];
      place.PublicKeyCredential!.signalUnknownCredential = async (what) => void told.push(what);
      expect(await passkeyPort(place)!.create({ name: 'Fuda', salt })).toEqual({
        ok: false,
        reason: 'no-prf',
      });
      expect(told).toEqual([{ rpId: 'app.localhost', credentialId: 'AQID' }]);
    }
  });

  it('is not taken where nobody was verified, whatever the browser says', async () => {
    const made = browser({ create: [{ prf: given, flags: 0x01 }] });
    expect(await made.port.create({ name: 'Fuda', salt })).toEqual({ ok: false, reason: 'no-prf' });
    const asked = browser({ get: [{ prf: given, flags: 0x01 }] });
    expect(await asked.port.ask(hint)).toEqual({ ok: false, reason: 'no-prf' });
  });

  it('gives its secret also as a buffer, and a copy of it', async () => {
    const { port } = browser({ get: [{ prf: { results: { first: secret.slice().buffer } } }] });
    expect(await port.ask(hint)).toEqual({ ok: true, prf: secret });
  });

  it('sends another challenge each time', async () => {
    const { port, asked } = browser({ get: [{ prf: given }, { prf: given }] });
    await port.ask(hint);
    await port.ask(hint);
    const [first, second] = asked.map(({ options }) => [...(options.publicKey['challenge'] as Uint8Array)]);
    expect(first).toHaveLength(32);
    expect(first).not.toEqual(second);
  });

  it('turns whatever the browser throws into a reason', async () => {
    const reasons = {
      NotAllowedError: 'cancelled',
      AbortError: 'cancelled',
      TimeoutError: 'cancelled',
      InvalidStateError: 'cancelled',
      UnknownError: 'cancelled',
      OperationError: 'cancelled',
      ConstraintError: 'unsupported',
      SecurityError: 'unsupported',
    };
    for (const [name, reason] of Object.entries(reasons)) {
      const { port } = browser({ create: [named(name)], get: [named(name)] });
      expect(await port.create({ name: 'Fuda', salt }), name).toEqual({ ok: false, reason });
      expect(await port.ask(hint), name).toEqual({ ok: false, reason });
    }
    const { port } = browser({
      create: [named('NotSupportedError'), named('NotSupportedError'), new TypeError('no'), null],
      get: [named('NotSupportedError'), null],
    });
    expect(await port.create({ name: 'Fuda', salt })).toEqual({ ok: false, reason: 'unsupported' });
    expect(await port.create({ name: 'Fuda', salt })).toEqual({ ok: false, reason: 'unsupported' });
    expect(await port.create({ name: 'Fuda', salt })).toEqual({ ok: false, reason: 'cancelled' });
    expect(await port.ask(hint)).toEqual({ ok: false, reason: 'unsupported' });
    expect(await port.ask(hint)).toEqual({ ok: false, reason: 'cancelled' });
  });

  it('is offered where the device can verify its user and does not deny the secret', async () => {
    const { place } = browser({});
    const api = place.PublicKeyCredential!;
    expect(await passkeyPort(place)!.supported()).toBe(true);
    api.getClientCapabilities = async () => ({ 'extension:prf': true });
    expect(await passkeyPort(place)!.supported()).toBe(true);
    api.getClientCapabilities = async () => ({ 'extension:prf': false });
    expect(await passkeyPort(place)!.supported()).toBe(false);
    delete api.getClientCapabilities;
    api.isUserVerifyingPlatformAuthenticatorAvailable = async () => false;
    expect(await passkeyPort(place)!.supported()).toBe(false);
    api.isUserVerifyingPlatformAuthenticatorAvailable = () => Promise.reject(named('SecurityError'));
    expect(await passkeyPort(place)!.supported()).toBe(false);
  });

  it('is no port at all where the browser knows none', () => {
    const { place } = browser({});
    delete place.PublicKeyCredential;
    expect(passkeyPort(place)).toBeUndefined();
    expect(passkeyPort({ ...browser({}).place, navigator: {} })).toBeUndefined();
  });
});
