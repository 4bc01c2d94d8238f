import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPskc } from '../../authority/pskc/read.ts';
import { createPhone } from '../../bank/demo/phone.ts';
import { prepareKey } from '../../core/otp/key.ts';
import { totp } from '../../core/otp/totp.ts';
import { createHardwareTokens } from '../../demo/hardware-tokens.ts';
import { openListener } from '../../server/listen.ts';
import { manualClock } from '../support/clock.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));

describe('the hardware tokens of the demonstration', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-devices-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('come as a PSKC file whose encrypted seeds make the codes that the page shows', async () => {
    const clock = manualClock();
    const { fetch, pskc, serials } = await createHardwareTokens({ directory, clock, random });
    const tokens = readPskc(pskc.file, { key: pskc.key });
    expect(tokens.map((each) => each.serial)).toEqual(serials);
    expect(tokens).toHaveLength(5);
    const page = await (await fetch(new Request('http://token.localhost/'))).text();
    for (const { serial, seed, otp } of tokens) {
      expect(otp).toEqual({ kind: 'time', algorithm: 'SHA-1', digits: 8, period: 60 });
      const code = totp(prepareKey('SHA-1', seed), clock(), { digits: 8, period: 60 });
      expect(page).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
      expect(page).toContain(serial);
      expect(Buffer.from(pskc.file).toString('utf8')).not.toContain(Buffer.from(seed).toString('base64'));
    }
    expect(() => readPskc(pskc.file, { key: random(16) })).toThrow();
  });

  it('are the same ones after a restart', async () => {
    const clock = manualClock();
    const first = await createHardwareTokens({ directory, clock, random });
    const second = await createHardwareTokens({ directory, clock, random });
    expect(second.serials).toEqual(first.serials);
    expect(second.pskc).toEqual(first.pskc);
    for (const serial of first.serials) expect(second.codeOf(serial)).toBe(first.codeOf(serial));
  });
});

describe('the telephone of the demonstration', () => {
  const key = random(32);
  const calls: { headers: Headers; body: { from: string | null; to: string } }[] = [];
  let answer: object = { v: 1, outcome: 'accepted' };
  let bank: Awaited<ReturnType<typeof openListener>>;
  beforeAll(async () => {
    bank = await openListener(0);
    bank.serve(async (request) => {
      calls.push({ headers: request.headers, body: (await request.json()) as (typeof calls)[0]['body'] });
      return Response.json(answer);
    });
  });
  afterAll(() => bank.close());

  const phone = () =>
    createPhone({
      lines: [
        {
          name: 'みどり',
          number: '+81120000111',
          printed: '0120-000-111',
          webhookUrl: `http://127.0.0.1:${bank.port}/hook`,
          key,
        },
      ],
      callers: [{ name: 'デモ 花子', number: '+819000000001' }],
      clock: manualClock(),
      random,
    });
  const ring = async (fields: Record<string, string>, origin = 'http://phone.localhost') => {
    const response = await phone().fetch(
      new Request('http://phone.localhost/', {
        method: 'POST',
        headers: { origin, host: 'phone.localhost' },
        body: new URLSearchParams(fields),
      }),
    );
    return { status: response.status, document: new JSDOM(await response.text()).window.document };
  };

  it('offers the customers’ numbers, a withheld one and any other, and tells what was heard', async () => {
    const page = await (await phone().fetch(new Request('http://phone.localhost/'))).text();
    expect(page).toContain('090-0000-0001');
    expect(page).toContain('非通知');
    const heard = await ring({ from: '+819000000001', to: '+81120000111' });
    expect(heard.document.querySelector('.voice')?.textContent).toContain('確認しました');
    expect(calls.at(-1)?.body).toMatchObject({ from: '+819000000001', to: '+81120000111' });
    answer = { v: 1, outcome: 'refused', reason: 'anonymous' };
    const withheld = await ring({ from: 'withheld', to: '+81120000111' });
    expect(withheld.document.querySelector('.voice')?.textContent).toContain('186');
    expect(calls.at(-1)?.body.from).toBeNull();
    await ring({ from: 'typed', typed: '０５０-1234-5678', to: '+81120000111' });
    expect(calls.at(-1)?.body.from).toBe('+815012345678');
  });

  it('calls nobody without a number, without a bank, or for another site', async () => {
    const before = calls.length;
    expect((await ring({ from: 'typed', typed: '12', to: '+81120000111' })).status).toBe(422);
    expect((await ring({ from: '+819000000001', to: '+81120000999' })).status).toBe(422);
    const abroad = await ring({ from: '+819000000001', to: '+81120000111' }, 'http://evil.localhost');
    expect(abroad.status).toBe(403);
    expect(calls.length).toBe(before);
  });
});
