import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createMailbox } from '../../bank/demo/mailbox.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { manualClock } from '../support/clock.ts';
import { issueBody, rpCall } from '../support/device.ts';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(options: Parameters<typeof startAuthority>[0] = {}): Promise<RunningAuthority> {
  const house = await startAuthority(options);
  ends.push(() => house.close());
  return house;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const outbox = (house: RunningAuthority) => house.ctx.db.selectFrom('outbox').selectAll().execute();

describe('the set-up mail', () => {
  it('arrives through SMTP with IDs, link and sender, and without the password or the authority’s address', async () => {
    const house = await started();
    const answer = await rpCall(house, 'POST', '/registrations', issueBody('hanako', '97531864'));
    const { userId, setupLink } = (await answer.json()) as { userId: string; setupLink: string };
    await house.authority.deliverMail();
    const [mail] = house.mailbox.messages();
    expect(mail).toMatchObject({ to: ['hanako@mail.example'], from: 'otp@midori.example' });
    expect(mail?.subject).toContain('みどり農協ネットバンク');
    for (const part of ['10112235', userId, setupLink, 'otp@midori.example', 'お心当たりのない']) {
      expect(mail?.text).toContain(part);
    }
    const whole = JSON.stringify(mail);
    expect(whole).not.toContain('97531864');
    expect(whole).not.toContain(`:${new URL(house.address).port}`);
    expect(whole).not.toContain('authority');
  });

  it('is written in the language that was asked for', async () => {
    const house = await started();
    const body = issueBody('john');
    await rpCall(house, 'POST', '/registrations', { ...body, mail: { ...body.mail, language: 'en' } });
    await house.authority.deliverMail();
    expect(house.mailbox.messages()[0]?.subject).toBe(
      '[Midori Co-op Net Bank] Set up your one-time password',
    );
  });

  it('is sent once and its body erased, however many deliveries run at once', async () => {
    const house = await started();
    await rpCall(house, 'POST', '/registrations', issueBody('once'));
    await Promise.all([1, 2, 3].map(() => house.authority.deliverMail()));
    expect(house.mailbox.messages()).toHaveLength(1);
    expect(await outbox(house)).toMatchObject([{ state: 'sent', envelope: null }]);
  });

  it('waits in the outbox while the mail server is down, and arrives when it is back', async () => {
    const smtpPort = await freePort();
    const house = await started({ smtpUrl: `smtp://127.0.0.1:${smtpPort}` });
    const answer = await rpCall(house, 'POST', '/registrations', issueBody('patient'));
    expect(answer.status).toBe(201);
    await house.authority.deliverMail();
    expect(await outbox(house)).toMatchObject([{ state: 'queued', tries: 1 }]);

    const directory = mkdtempSync(join(tmpdir(), 'fuda-mail-'));
    const mailbox = await createMailbox({ directory, clock: house.clock, smtpPort });
    ends.push(async () => {
      await mailbox.close();
      rmSync(directory, { recursive: true });
    });
    await house.authority.deliverMail();
    expect(mailbox.messages()).toEqual([]);
    house.clock.advance(30_000);
    await house.authority.deliverMail();
    expect(mailbox.messages()).toHaveLength(1);
    expect(await outbox(house)).toMatchObject([{ state: 'sent', tries: 2, envelope: null }]);
    expect(house.log.join('\n')).toContain('mail-not-delivered');
    expect(house.log.join('\n')).not.toContain('patient@');
  });
});

describe('the mailbox', () => {
  it('keeps its mails over a restart and shows them as text', async () => {
    const house = await started();
    await rpCall(house, 'POST', '/registrations', issueBody('kept'));
    await house.authority.deliverMail();
    const list = await (await house.mailbox.fetch(new Request('http://mail.test/'))).text();
    expect(list).toContain('kept@mail.example');
    expect(list).toContain('href="/mails/1"');
    const page = await house.mailbox.fetch(new Request('http://mail.test/mails/1'));
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toMatch(/<a href="http:\/\/app\.localhost:8601\/#setup\?s=10112235&amp;u=\d{12}"/);
    expect(text).not.toContain('<script');
    expect((await house.mailbox.fetch(new Request('http://mail.test/mails/2'))).status).toBe(404);
  });

  it('names a taken port instead of taking another', async () => {
    const house = await started();
    const directory = mkdtempSync(join(tmpdir(), 'fuda-mail-'));
    ends.push(() => rmSync(directory, { recursive: true }));
    const { smtpPort } = house.mailbox;
    await expect(createMailbox({ directory, clock: manualClock(), smtpPort })).rejects.toMatchObject({
      code: 'port-taken',
    });
  });

  it('shows markup in a mail as the characters it is made of', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const policy = {
      institution: {
        id: 'hostile',
        name: { ja: hostile, en: hostile },
        mailFrom: { name: `${hostile}\r\nBcc: all@mail.example`, address: 'otp@hostile.example' },
      },
      services: [
        {
          id: '10112235',
          name: { ja: hostile, en: 'x\r\nBcc: all@mail.example' },
          issuePath: 'bank-first',
          otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
          validityDays: 30,
          renewalNoticeDays: 1,
          failureLimit: 5,
          reissue: 'at-once',
          setupValidDays: 1,
          activationLimit: 5,
          loginOrigins: ['https://bank.example'],
        },
      ],
    };
    const house = await started({ policy });
    await rpCall(house, 'POST', '/registrations', issueBody('careful'));
    await house.authority.deliverMail();
    expect(house.mailbox.messages()).toMatchObject([{ to: ['careful@mail.example'] }]);
    for (const path of ['/', '/mails/1']) {
      const page = await (await house.mailbox.fetch(new Request(`http://mail.test${path}`))).text();
      expect(page).not.toContain('<img');
      expect(page).toContain('&lt;img');
    }
  });

  it('has every mail again after it was closed and opened', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'fuda-mail-'));
    ends.push(() => rmSync(directory, { recursive: true }));
    const first = await createMailbox({ directory, clock: manualClock() });
    const house = await started({ smtpUrl: first.smtpUrl });
    await rpCall(house, 'POST', '/registrations', issueBody('again'));
    await house.authority.deliverMail();
    const before = first.messages();
    expect(before).toHaveLength(1);
    await first.close();
    const second = await createMailbox({ directory, clock: manualClock() });
    ends.push(() => second.close());
    expect(second.messages()).toEqual(before);
  });
});
