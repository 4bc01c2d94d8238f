import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadOptions, readPskc } from '../../../authority/pskc/read.ts';
import { type FileOptions, type FileToken, pskcFile } from '../../support/pskc-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const figure = (number: number) =>
  readFileSync(new URL(`../../vectors/rfc6030-figure${number}.xml`, import.meta.url));
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** RFC 6030 figure 6's shared key and figure 7's passphrase; both carry this secret. */
const SHARED = { key: hex('12345678901234567890123456789012') };
const PASSPHRASE = { passphrase: 'qwerty' };
const SECRET = bytes('12345678901234567890');

const refusal = (code: string, message?: RegExp) =>
  expect.objectContaining(
    message === undefined ? { code } : { code, message: expect.stringMatching(message) },
  );
const reading = (file: string | Uint8Array, options: ReadOptions = {}) => {
  return () => readPskc(typeof file === 'string' ? bytes(file) : file, options);
};

describe('the examples of RFC 6030', () => {
  it('figure 6: under a shared key, with a MAC', () => {
    expect(readPskc(figure(6), SHARED)).toEqual([
      {
        serial: '987654321',
        manufacturer: 'Manufacturer',
        model: null,
        otp: { kind: 'event', algorithm: 'SHA-1', digits: 8, period: null },
        seed: SECRET,
        counter: 0,
        startsAt: null,
        expiresAt: null,
      },
    ]);
  });

  it('figure 7: under a key derived from a passphrase, with a MAC', () => {
    const [token, ...rest] = readPskc(figure(7), PASSPHRASE);
    expect(rest).toEqual([]);
    expect(token).toMatchObject({ serial: '987654321', manufacturer: 'TokenVendorAcme', counter: 0 });
    expect(token?.seed).toEqual(SECRET);
  });

  it('figure 8: for a certificate, is said not to be supported', () => {
    expect(reading(figure(8), SHARED)).toThrow(refusal('unsupported', /6\.3/));
  });

  it('figure 10: in the clear, only where that is allowed, with its dates', () => {
    expect(reading(figure(10))).toThrow(refusal('plain-values', /^key 1: /));
    expect(reading(figure(10), { ...SHARED, ...PASSPHRASE })).toThrow(refusal('plain-values'));
    const tokens = readPskc(figure(10), { allowPlain: true });
    expect(tokens.map(({ serial }) => serial)).toEqual(['654321', '123456', '9999999', '9999999']);
    expect(tokens[3]).toMatchObject({
      startsAt: Date.UTC(2006, 3, 1),
      expiresAt: Date.UTC(2006, 3, 30),
      seed: SECRET,
    });
  });

  it('figure 5: with a PIN as a key of its own, which is no one-time password', () => {
    expect(reading(figure(5), { allowPlain: true })).toThrow(refusal('unsupported', /^key 2: /));
  });
});

describe('the key', () => {
  it('that is missing, or of the other sort, is asked for', () => {
    expect(reading(figure(6))).toThrow(refusal('key-needed', /shared key/));
    expect(reading(figure(6), PASSPHRASE)).toThrow(refusal('key-needed', /shared key/));
    expect(reading(figure(7))).toThrow(refusal('key-needed', /passphrase/));
    expect(reading(figure(7), SHARED)).toThrow(refusal('key-needed', /passphrase/));
  });

  it('that is wrong, or of a wrong length, opens nothing', () => {
    const wrong = { code: 'mac-wrong' };
    for (let n = 0; n < 300; n += 1) {
      expect(reading(figure(6), { key: randomBytes(16) })).toThrow(expect.objectContaining(wrong));
    }
    for (const length of [0, 15, 24, 32]) {
      expect(reading(figure(6), { key: new Uint8Array(length) })).toThrow(expect.objectContaining(wrong));
    }
    expect(reading(figure(7), { passphrase: 'Qwerty' })).toThrow(expect.objectContaining(wrong));
  });
});

const seeds = fc.uint8Array({ minLength: 16, maxLength: 64 });
const tokens: fc.Arbitrary<FileToken[]> = fc.array(
  fc.record({
    serial: fc.stringMatching(/^[A-Za-z0-9-]{1,32}$/),
    seed: seeds,
    kind: fc.constantFrom('hotp' as const, 'totp' as const),
    digits: fc.constantFrom(6, 7, 8),
    period: fc.constantFrom(30, 60),
    counter: fc.nat(),
    suite: fc.constantFrom('HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512'),
  }),
  { minLength: 1, maxLength: 3 },
);
const protections: fc.Arbitrary<FileOptions> = fc
  .record({
    bits: fc.constantFrom(128 as const, 192 as const, 256 as const),
    mode: fc.constantFrom('cbc' as const, 'gcm' as const),
    mac: fc.constantFrom('sha1' as const, 'sha256' as const, 'sha384' as const, 'sha512' as const, null),
    passphrase: fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined }),
    derivation: fc.constantFrom('pkcs5' as const, 'xmlenc11' as const),
    rounds: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ passphrase, mac, ...rest }) => ({
    ...rest,
    mac: rest.mode === 'cbc' ? (mac ?? ('sha1' as const)) : mac,
    ...(passphrase === undefined ? { key: new Uint8Array(randomBytes(rest.bits / 8)) } : { passphrase }),
  }));

describe('any delivery', () => {
  it('is read as it was written, whatever protects it', () => {
    fc.assert(
      fc.property(tokens, protections, (written, protection) => {
        const { key, passphrase } = protection;
        const read = readPskc(bytes(pskcFile(written, protection)), { key, passphrase });
        expect(read).toEqual(
          written.map(({ serial, seed, kind, digits, period, counter, suite }) => ({
            serial,
            manufacturer: 'TokenVendorAcme',
            model: null,
            otp: {
              kind: kind === 'hotp' ? 'event' : 'time',
              algorithm: { 'HMAC-SHA1': 'SHA-1', 'HMAC-SHA256': 'SHA-256', 'HMAC-SHA512': 'SHA-512' }[suite!],
              digits,
              period: kind === 'hotp' ? null : period,
            },
            counter: kind === 'hotp' ? counter : 0,
            seed,
            startsAt: null,
            expiresAt: null,
          })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('with a byte changed gives the same secrets or none', () => {
    for (const [file, options, every] of [
      [figure(6), SHARED, 1],
      [figure(7), PASSPHRASE, 4],
    ] as const) {
      // Places one after the other, each with a change of its own, then random ones.
      const tryAt = (at: number, change: number) => {
        const changed = new Uint8Array(file);
        changed[at] = changed[at]! ^ change;
        let read: ReturnType<typeof readPskc>;
        try {
          read = readPskc(changed, options);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError' });
          return;
        }
        for (const { seed } of read) expect(seed).toEqual(SECRET);
      };
      for (let at = 0; at < file.length; at += every) tryAt(at, 1 + ((at * 37) % 255));
      fc.assert(fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), tryAt), {
        numRuns: 1000,
      });
    }
  });

  it('with a byte of an encrypted value, its MAC or the MAC’s key changed is refused', () => {
    const key = randomBytes(16);
    for (const mode of ['cbc', 'gcm'] as const) {
      const text = pskcFile([{ serial: 'A1', seed: SECRET }], { key, mode, mac: 'sha256' });
      const values = [...text.matchAll(/(?:CipherValue|ValueMAC)>([^<]+)</g)].map((match) => match[1]!);
      expect(values).toHaveLength(3);
      for (const value of values) {
        const raw = Buffer.from(value, 'base64');
        for (let at = 0; at < raw.length; at += 1) {
          const changed = Buffer.from(raw);
          changed[at] = changed[at]! ^ (1 << (at % 8));
          expect(reading(text.replace(value, changed.toString('base64')), { key })).toThrow(
            expect.objectContaining({ code: 'mac-wrong' }),
          );
        }
        const shorter = raw.subarray(0, -1).toString('base64');
        expect(reading(text.replace(value, shorter), { key })).toThrow(
          expect.objectContaining({ code: 'mac-wrong' }),
        );
      }
    }
  });
});

describe('what protects nothing is refused', () => {
  const key = randomBytes(16);
  const one = [{ serial: 'A1', seed: SECRET }];

  it('AES-CBC without a MAC, for the container or for one value', () => {
    expect(reading(pskcFile(one, { key, mac: null }), { key })).toThrow(refusal('mac-missing'));
    const without = pskcFile(one, { key }).replace(/<ValueMAC>.*<\/ValueMAC>/, '');
    expect(reading(without, { key })).toThrow(refusal('mac-missing'));
  });

  it('a MAC under a key of nobody, or by an unknown method', () => {
    const keyless = pskcFile(one, { key }).replace(/<MACKey>.*<\/MACKey>/, '');
    expect(reading(keyless, { key })).toThrow(refusal('unsupported', /MACKey/));
    const odd = pskcFile(one, { key }).replace('hmac-sha256', 'hmac-md5');
    expect(reading(odd, { key })).toThrow(refusal('unsupported', /MACMethod/));
    const orphan = pskcFile(one, { key }).replace(/<MACMethod.*<\/MACMethod>/, '');
    expect(reading(orphan, { key })).toThrow(refusal('not-pskc', /MACMethod/));
  });

  it('a plain secret within an encrypted container', () => {
    const mixed = pskcFile(one, { key }).replace(
      /<EncryptedValue>.*<\/ValueMAC>/,
      '<PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue>',
    );
    expect(reading(mixed, { key })).toThrow(refusal('plain-values'));
  });

  it('ciphers beyond AES in the two modes', () => {
    for (const other of ['tripledes-cbc', 'kw-aes128', 'rsa-oaep-mgf1p']) {
      const text = pskcFile(one, { key }).replaceAll('aes128-cbc', other);
      expect(reading(text, { key })).toThrow(refusal('unsupported'));
    }
  });

  it('a signature that nothing here would check', () => {
    const signed = pskcFile(one, { key }).replace(
      '</KeyContainer>',
      '<ds:Signature><ds:SignedInfo/></ds:Signature></KeyContainer>',
    );
    expect(reading(signed, { key })).toThrow(refusal('unsupported', /signed/));
  });
});

describe('parameters', () => {
  const plain = { allowPlain: true };
  const one = (change: Partial<FileToken> = {}) => pskcFile([{ serial: 'A1', seed: SECRET, ...change }]);
  const read = (change: Partial<FileToken> = {}) => readPskc(bytes(one(change)), plain)[0]!;

  it('are SHA-1 and 30 seconds where the file does not say', () => {
    expect(read({ period: null }).otp).toEqual({ kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 });
  });

  it('name model and dates; the narrower of the device’s and the key’s counts', () => {
    const dates = (start: string, end: string) =>
      `<StartDate>${start}</StartDate><ExpiryDate>${end}</ExpiryDate>`;
    const policy = `${dates('2027-01-01T00:00:00Z', '2030-01-01T09:00:00.5+09:00')}<KeyUsage>OTP</KeyUsage>`;
    const text = one({ model: 'M-1', policy }).replace(
      '</DeviceInfo>',
      `${dates('2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')}</DeviceInfo>`,
    );
    expect(readPskc(bytes(text), plain)[0]).toMatchObject({
      model: 'M-1',
      startsAt: Date.UTC(2027, 0, 1),
      expiresAt: Date.UTC(2029, 0, 1),
    });
    expect(read({ policy }).expiresAt).toBe(Date.UTC(2030, 0, 1) + 500);
  });

  it('with times that are none are refused', () => {
    for (const date of ['2027-02-30T00:00:00Z', '2027-01-01', '2027-01-01T00:00:00', '', 'soon']) {
      const policy = `<ExpiryDate>${date}</ExpiryDate>`;
      expect(reading(one({ policy }), plain)).toThrow(refusal('not-pskc'));
    }
  });

  it('that a policy restricts in other ways are refused, as the RFC demands', () => {
    for (const policy of [
      '<KeyUsage>Encrypt</KeyUsage>',
      '<NumberOfTransactions>5</NumberOfTransactions>',
      '<PINPolicy PINUsageMode="Prepend"/>',
      '<PINPolicy/>',
    ]) {
      expect(reading(one({ policy }), plain)).toThrow(refusal('unsupported', /^key 1: /));
    }
    const unknown = one({ policy: '<Moon xmlns="urn:else"/>' });
    expect(reading(unknown, plain)).toThrow(refusal('not-pskc'));
  });

  it('beyond what is offered are refused', () => {
    for (const [from, to] of [
      ['Length="6"', 'Length="5"'],
      ['Length="6"', 'Length="10"'],
      ['Encoding="DECIMAL"', 'Encoding="HEXADECIMAL"'],
      ['Encoding="DECIMAL"', 'Encoding="DECIMAL" CheckDigits="true"'],
      ['keyprov:pskc:totp', 'keyprov:pskc:ocra'],
      ['<ResponseFormat', '<ChallengeFormat Encoding="DECIMAL" Min="1" Max="2"/><ResponseFormat'],
      ['<AlgorithmParameters>', '<AlgorithmParameters><Suite>HMAC-MD5</Suite>'],
      ['Version="1.0" ', 'Version="2.0" '],
    ] as const) {
      const text = one().replace(from, to);
      expect(text).not.toBe(one());
      expect(reading(text, plain)).toThrow(refusal('unsupported'));
    }
  });

  it('that are no numbers, no base64 or there twice are refused', () => {
    for (const [from, to] of [
      ['<PlainValue>60<', '<PlainValue>-60<'],
      ['<PlainValue>60<', '<PlainValue>6e1<'],
      ['<PlainValue>60<', '<PlainValue>60<!-- 0 -->0<'],
      ['<PlainValue>60<', '<PlainValue>99999999999999999<'],
      ['Length="6"', 'Length="six"'],
      ['Length="6"', ''],
      ['<PlainValue>MTIz', '<PlainValue>*TIz'],
      ['MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=', ''],
      ['OTA=<', 'OTB=<'],
      ['OTA=<', 'OTA<'],
      ['<SerialNo>A1</SerialNo>', ''],
      ['<SerialNo>A1</SerialNo>', '<SerialNo>A1</SerialNo><SerialNo>A2</SerialNo>'],
      ['<SerialNo>A1</SerialNo>', '<SerialNo xmlns="urn:else">A1</SerialNo>'],
      ['<Data>', '<Data>text'],
      ['<Data>', '<Data><Secret/>'],
    ] as const) {
      const text = one().replace(from, to);
      expect(text).not.toBe(one());
      expect(reading(text, plain)).toThrow(refusal('not-pskc'));
    }
  });

  it('in the wrong namespace are not those of RFC 6030', () => {
    for (const namespace of ['urn:ietf:params:xml:ns:keyprov:pskc:1.0', 'urn:else', '']) {
      const text = one().replace('"urn:ietf:params:xml:ns:keyprov:pskc"', `"${namespace}"`);
      expect(reading(text, plain)).toThrow(refusal('not-pskc'));
    }
  });

  it('in messages are never quoted', () => {
    const secretive = one().replace('<SerialNo>A1', '<SerialNo><b>TOP-SECRET</b>');
    expect(reading(secretive, plain)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('TOP-SECRET') }),
    );
  });
});

describe('hostile XML', () => {
  const laughs = [
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">',
    ...Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`),
    ']><KeyContainer>&lol9;</KeyContainer>',
  ].join('');

  it('with a document type, entities, CDATA or instructions is not looked into', () => {
    const files = [
      laughs,
      '<!DOCTYPE KeyContainer SYSTEM "file:///etc/passwd"><KeyContainer/>',
      '<KeyContainer><![CDATA[x]]></KeyContainer>',
      '<?xml-stylesheet href="x"?><KeyContainer/>',
      `<KeyContainer>${laughs}</KeyContainer>`,
    ];
    for (const file of files) expect(reading(file)).toThrow(refusal('not-xml', /not accepted/));
    expect(reading('<KeyContainer>&lol;</KeyContainer>')).toThrow(refusal('not-xml'));
  });

  it('that is deep, endless or huge is refused before a tree is made of it', () => {
    expect(reading('<a>'.repeat(100_000))).toThrow(refusal('too-large', /deep/));
    expect(reading(`<a ${'b="c" '.repeat(100_000)}/>`)).toThrow(refusal('not-xml'));
    expect(reading(`<a b="${'c'.repeat(1_000_000)}"/>`)).toThrow(refusal('not-xml'));
    expect(reading(`<a>${'<b/>'.repeat(1_000_001)}</a>`)).toThrow(refusal('too-large', /elements/));
    expect(reading(`<a>${'&amp;'.repeat(1_000_001)}</a>`)).toThrow(refusal('too-large', /elements/));
    expect(reading(`<a>${'<!---->'.repeat(1_000_001)}</a>`)).toThrow(refusal('too-large', /elements/));
    const attributes = Array.from({ length: 100 }, (_, n) => `a${n}=""`).join(' ');
    expect(reading(`<a>${`<b ${attributes}/>`.repeat(10_000)}</a>`)).toThrow(
      refusal('too-large', /elements/),
    );
    expect(reading(new Uint8Array(25 * 1024 * 1024))).toThrow(refusal('too-large', /MiB/));
    expect(reading(`<a>${'<!--'.repeat(1_000_000)}`)).toThrow(refusal('not-xml'));
  });

  it('that asks for a giant derivation is refused before it is begun', () => {
    const giant = figure(7).toString().replace('>1000<', '>2000000000<');
    expect(reading(giant, PASSPHRASE)).toThrow(refusal('unsupported', /rounds/));
    const none = figure(7).toString().replace('>1000<', '>0<');
    expect(reading(none, PASSPHRASE)).toThrow(refusal('unsupported', /rounds/));
  });

  it('of any other shape ends in a refusal of the closed list', () => {
    const codes = ['too-large', 'not-xml', 'not-pskc', 'unsupported', 'plain-values', 'key-needed'];
    const parts = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      ' ',
      'a',
      '<a>',
      '</a>',
      '<!--',
      '-->',
      '<a b="c"/>',
      ']]>',
      '<KeyContainer xmlns="urn:ietf:params:xml:ns:keyprov:pskc" Version="1.0">',
      '</KeyContainer>',
      '<KeyPackage>',
      '</KeyPackage>',
      '<Key>',
      '</Key>',
      'xmlns:x="y"',
      '<x:y/>',
      '&#0;',
      '&#x41;',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
        try {
          readPskc(bytes(pieces.join('')), SHARED);
        } catch (error) {
          expect(codes).toContain((error as { code: string }).code);
          return;
        }
        throw new Error('this was read');
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (file) => {
        expect(reading(file)).toThrow(expect.objectContaining({ name: 'AppError' }));
      }),
      { numRuns: 500 },
    );
  });
});
