import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPskc } from '../../../authority/pskc/read.ts';
import { type FileOptions, pskcFile } from '../../support/pskc-file.ts';

/** OATH Toolkit's reader of key containers, an independent one; it does not decrypt. */
const pskctool = (input: string, ...options: string[]) =>
  spawnSync('pskctool', options, { input, encoding: 'utf8' });
const hasPskctool = pskctool('', '--version').status === 0;
if (!hasPskctool) console.log('No pskctool found: the comparison with it was not run.');

test.runIf(hasPskctool)('pskctool finds in a plain delivery what is found here', () => {
  const tokens = fc.array(
    fc.record({
      serial: fc.stringMatching(/^[A-Za-z0-9-]{1,32}$/),
      seed: fc.uint8Array({ minLength: 16, maxLength: 64 }),
      kind: fc.constantFrom('hotp' as const, 'totp' as const),
      digits: fc.constantFrom(6, 7, 8),
      period: fc.constantFrom(30, 60),
      counter: fc.nat(),
    }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(tokens, (written) => {
      const file = pskcFile(written);
      const told = pskctool(file, '--info');
      expect(told.status).toBe(0);
      const values = (label: string) =>
        told.stdout
          .split('\n')
          .filter((line) => line.trim().startsWith(`${label}: `))
          .map((line) => line.trim().slice(label.length + 2));
      const read = readPskc(new TextEncoder().encode(file), { allowPlain: true });
      expect(values('SerialNo')).toEqual(read.map(({ serial }) => serial));
      expect(values('Key Secret (base64)')).toEqual(
        read.map(({ seed }) => Buffer.from(seed).toString('base64')),
      );
      expect(values('Response Format Length')).toEqual(read.map(({ otp }) => String(otp.digits)));
      const events = read.filter(({ otp }) => otp.kind === 'event');
      expect(values('Key Counter')).toEqual(events.map(({ counter }) => String(counter)));
      const timed = read.filter(({ otp }) => otp.kind === 'time');
      expect(values('Key TimeInterval')).toEqual(timed.map(({ otp }) => String(otp.period)));
    }),
    { numRuns: 25 },
  );
});

test.runIf(hasPskctool)('the deliveries made up for tests fit the schema of RFC 6030', () => {
  const tokens = [{ serial: 'A1', seed: new Uint8Array(randomBytes(20)), model: 'M-1' }];
  const kinds: FileOptions[] = [
    {},
    { key: new Uint8Array(randomBytes(16)) },
    { key: new Uint8Array(randomBytes(32)), bits: 256, mode: 'gcm', mac: null },
    { passphrase: 'made up' },
    { passphrase: 'made up', derivation: 'xmlenc11' },
  ];
  for (const kind of kinds) {
    const judged = pskctool(pskcFile(tokens, kind), '--validate');
    expect(`${judged.stdout}${judged.stderr}`).toContain('OK');
  }
});
