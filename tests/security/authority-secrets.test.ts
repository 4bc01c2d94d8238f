import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { base64url } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { activatedToken, codeAt, devicePost, makeDevice, rpCall } from '../support/device.ts';

/** Digits that look like a code and a password, and a text that looks like a seed. */
const SECRET = '90817263';
const SEED = 'JBSWY3DPEHPK3PXPSECRET';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority();
});
afterAll(() => house.close());

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

/** Bodies that fail in every way a body can, each with the secrets where they hurt most. */
const BODIES = [
  `{"v":1,"activationPassword":"${SECRET}","code":"${SECRET}"`,
  `${SECRET}`,
  `"${SECRET}${SEED}"`,
  `{"v":1,"${SECRET}":"${SEED}"}`,
  JSON.stringify({ v: SECRET, code: SEED }),
  JSON.stringify({ v: 1, code: `${SECRET}x`, activationPassword: `${SECRET}9`, seed: SEED }),
  JSON.stringify({ v: 1, code: { [SECRET]: SEED }, mail: { to: SECRET, [SEED]: 1 }, tokenId: SEED }),
  JSON.stringify([SECRET, SEED]),
  JSON.stringify({ ['__proto__']: { code: SECRET }, constructor: SEED }),
  `\uFFFD${SECRET}`,
];

describe('a secret in a malformed request', () => {
  it('is neither echoed nor logged by any route of the document', async () => {
    const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as Document;
    const routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => ({ path, method: method.toUpperCase() })),
    );
    expect(routes.length).toBeGreaterThan(8);
    let answers = 0;
    for (const { path, method } of [...routes, { path: '/unknown/{id}', method: 'POST' }]) {
      for (const body of method === 'GET' ? [undefined] : BODIES) {
        for (const id of ['01890000-0000-7000-8000-000000000000', SECRET]) {
          const filled = path.replace('{id}', id).replace('{serial}', id);
          const target = `${filled}?nonce=${SECRET}&customer=${SECRET}!&serial=${SECRET}!&x=${SEED}`;
          const answer = await fetch(house.url + target, {
            method,
            headers: {
              Authorization: `Bearer ${house.credential}`,
              'Content-Type': 'application/json',
              DPoP: `${SEED}.${SECRET}.${SEED}`,
              'Idempotency-Key': `${SECRET} ${SEED}`,
              'X-Anything': SECRET,
            },
            ...(body === undefined ? {} : { body }),
          });
          const said = `${await answer.text()}${[...answer.headers].flat().join('\n')}`;
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
          expect(said).not.toContain(SECRET);
          expect(said).not.toContain(SEED);
          answers += 1;
        }
      }
    }
    expect(house.log.length).toBeGreaterThanOrEqual(answers);
    const logged = house.log.join('\n');
    expect(logged).not.toContain(SECRET);
    expect(logged).not.toContain(SEED);
    expect(logged).not.toContain(house.credential);
    expect(logged).not.toContain('unexpected-error');
  });
});

describe('a secret in a well-proved, malformed body', () => {
  it('is neither echoed nor logged', async () => {
    const device = await makeDevice();
    for (const path of ['/v1/device/activate', '/v1/device/state']) {
      for (const body of [
        { v: 1, activationPassword: SECRET, [SECRET]: SEED },
        { v: 1, serviceId: SEED, userId: SECRET, tokenId: SECRET, nonce: `${SEED}!` },
        {
          v: 1,
          serviceId: '10112235',
          userId: '000000000000',
          activationPassword: SECRET,
          sealKey: SEED,
          device: { kind: SECRET },
        },
        [SECRET],
        SECRET,
      ]) {
        const answer = await devicePost(house, device, path, body);
        const said = await answer.text();
        expect(answer.status).toBe(400);
        expect(said).not.toContain(SECRET);
        expect(said).not.toContain(SEED);
      }
    }
    expect(house.log.join('\n')).not.toMatch(new RegExp(`${SECRET}|${SEED}`));
  });
});

describe('an error nobody expected', () => {
  it('is answered without its words and logged without them', async () => {
    const broken = await startAuthority();
    await sql`drop table registrations`.execute(broken.ctx.db);
    const answer = await rpCall(
      broken,
      'POST',
      '/registrations/01890000-0000-7000-8000-000000000000/verify',
      {
        v: 1,
        code: SECRET,
      },
    );
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: 'unavailable' });
    expect(broken.log.join('\n')).toContain('unexpected-error');
    expect(broken.log.join('\n')).not.toMatch(/registrations"|no such table|90817263/);
    await broken.close();
  });
});

describe('what is left behind after a whole story', () => {
  it('holds no seed, code or activation password, in the log or in the database files', async () => {
    const { id, activation } = await activatedToken(house, 'customer-dump');
    const code = codeAt(activation, house.clock());
    await rpCall(house, 'POST', `/registrations/${id}/start`, { v: 1, code }, { idempotencyKey: 'dump' });
    await house.authority.deliverMail();

    const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(house.ctx.db);
    const directory = dirname(rows[0]?.file ?? '');
    const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('authority.sqlite');
    const kept = Buffer.concat([
      ...files.map(({ name }) => readFileSync(join(directory, name))),
      Buffer.from(house.log.join('\n')),
    ]);
    const seed = Buffer.from(base64url.decode(activation.seed));
    const needles = [
      seed,
      Buffer.from(seed.toString('hex')),
      Buffer.from(seed.toString('base64')),
      Buffer.from(activation.seed),
      Buffer.from(code),
      Buffer.from('customer-dump@mail.example'),
      Buffer.from('"246810"'),
    ];
    for (const needle of needles) expect(kept.includes(needle)).toBe(false);
    expect(kept.includes(Buffer.from('customer-dump'))).toBe(true);
  });
});
