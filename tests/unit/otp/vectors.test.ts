import { expect, test } from 'vitest';
import {
  hotp,
  type OtpAlgorithm,
  ocra,
  ocraClientProof,
  ocraServerProof,
  ocraSign,
  parseOcraSuite,
  prepareKey,
  totp,
} from '../../../core/otp/index.ts';
import rfc4226 from '../../vectors/rfc4226.json' with { type: 'json' };
import rfc6238 from '../../vectors/rfc6238.json' with { type: 'json' };
import rfc6287 from '../../vectors/rfc6287.json' with { type: 'json' };

const ascii = (text: string) => new TextEncoder().encode(text);

test('gives every code of RFC 4226 appendix D', () => {
  const key = prepareKey('SHA-1', ascii(rfc4226.seed));
  expect(rfc4226.codes.map((_, counter) => hotp(key, counter, 6))).toEqual(rfc4226.codes);
  expect(rfc4226.codes.map((_, counter) => hotp(key, BigInt(counter), 6))).toEqual(rfc4226.codes);
});

test.for(['SHA-1', 'SHA-256', 'SHA-512'] as const)(
  'gives every %s code of RFC 6238 appendix B',
  (algorithm) => {
    const key = prepareKey(algorithm, ascii(rfc6238.seeds[algorithm]));
    for (const row of rfc6238.codes) {
      expect(totp(key, row.seconds * 1000, rfc6238)).toBe(row[algorithm]);
      expect(totp(key, row.seconds * 1000 + 999, rfc6238)).toBe(row[algorithm]);
    }
  },
);

interface Case {
  counter?: number;
  challenge?: string;
  client?: string;
  server?: string;
  answer: string;
}

test.for(rfc6287.groups.map((group) => [group.mode, group.suite, group] as const))(
  'gives every answer of RFC 6287 appendix C: %s with %s',
  ([mode, text, group]) => {
    const suite = parseOcraSuite(text);
    const key = prepareKey(suite.algorithm, ascii(rfc6287.seeds[suite.algorithm as OtpAlgorithm]));
    for (const row of group.cases as Case[]) {
      const inputs = {
        ...(row.counter === undefined ? {} : { counter: row.counter }),
        ...('pin' in group ? { pin: group.pin as string } : {}),
        ...('steps' in group ? { nowMs: (group.steps as number) * 60_000 } : {}),
      };
      const pair = { client: row.client ?? '', server: row.server ?? '' };
      const answer =
        mode === 'server'
          ? ocraServerProof(key, suite, pair, inputs)
          : mode === 'client'
            ? ocraClientProof(key, suite, pair, inputs)
            : (mode === 'signature' ? ocraSign : ocra)(key, suite, row.challenge ?? '', inputs);
      expect(answer).toBe(row.answer);
    }
  },
);
