import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicePolicySchema } from '../../authority/institutions/policy.ts';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { RP_BASE, RP_PROBLEMS } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { DAY, policyOf } from '../support/authority-store.ts';
import { manualClock } from '../support/clock.ts';
import { codeAt, makeDevice, openActivation, postActivate } from '../support/device.ts';
import { pskcFile } from '../support/pskc-file.ts';
import { openShell, type Shell } from '../support/shell.ts';

/**
 * Does what docs/integration.md says, block by block in one bash with real curl, while the test plays the
 * customer: what happens "meanwhile" is done by a device of the test's own.
 */
const ROOT = new URL('../../', import.meta.url).pathname;
const page = readFileSync(join(ROOT, 'docs/integration.md'), 'utf8');
const SERVICE = '50112238';
const PASSWORD = '24681357';
const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

type Step =
  | { kind: 'meanwhile'; words: string }
  | { kind: 'run'; line: number; block: string; claim: string };

/** The page's `sh` blocks with the paragraph that says what comes back, and what happens between them. */
function stepsOf(text: string): Step[] {
  const found = text.matchAll(/^```sh\n([\s\S]*?)^```\n\n?([^\n]*)|^\*Meanwhile ([\s\S]*?)\.\*$/gm);
  return [...found].map(([, block, claim, words], index, { [index]: match }) => {
    const line = text.slice(0, match?.index).split('\n').length;
    if (block === undefined) return { kind: 'meanwhile', words: (words ?? '').replaceAll('\n', ' ') };
    return { kind: 'run', line, block, claim: claim ?? '' };
  });
}

/** `path` in a JSON value, as the page writes it: `events.0.action`, `hardware.length`. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);

let house: RunningAuthority;
let shell: Shell;
let activation: Activation;
/** How far the customer's phone is off, ms. */
let offset = 0;
const hardwareSeed = (serial: string) => new TextEncoder().encode(`seed-of-${serial}`.padEnd(20, '.'));

beforeAll(async () => {
  // The commands of the page run in processes of their own, by the machine's clock.
  house = await startAuthority({ clock: manualClock(Date.now()), policy: policyOf('first', '10000001') });
  const directory = house.environment['FUDA_DATA']!;
  const policy = /^```json\n([\s\S]*?)^```/m.exec(page)?.[1];
  writeFileSync(join(directory, 'policy.json'), policy!);
  const key = new TextEncoder().encode('a delivery key 1');
  const tokens = ['YB-0001', 'YB-0002'].map((serial) => ({ serial, seed: hardwareSeed(serial) }));
  writeFileSync(join(directory, 'delivery.xml'), pskcFile(tokens, { key }));
  shell = openShell(ROOT, {
    ...house.environment,
    AUTHORITY: house.url,
    POLICY: join(directory, 'policy.json'),
    DELIVERY: join(directory, 'delivery.xml'),
    FUDA_PSKC_KEY: Buffer.from(key).toString('hex'),
  });
});
afterAll(async () => {
  await shell.close();
  await house.close();
});

const MEANWHILE: Record<string, () => Promise<void> | void> = {
  async 'the customer sets up the app'() {
    await house.authority.deliverMail();
    const userId = await shell.get('USER_ID');
    const [mail, ...others] = house.mailbox.messages();
    expect(others).toEqual([]);
    expect(JSON.stringify(mail)).toContain('customer-4711@mail.example');
    const ids = { serviceId: SERVICE, userId };
    const device = await makeDevice();
    const answer = await postActivate(house, device, ids, PASSWORD);
    activation = await openActivation(house, device, ids, (await answer.json()) as ActivateResponse);
  },
  'the app shows a new code, `$CODE`'() {
    house.clock.advance(MINUTE);
    shell.set('CODE', codeAt(activation, house.clock() + offset));
  },
  "the phone's clock goes half an hour wrong; the app shows `$FIRST_CODE` and then `$SECOND_CODE`"() {
    house.clock.advance(MINUTE);
    offset = HALF_HOUR;
    shell.set('FIRST_CODE', codeAt(activation, house.clock() + offset));
    shell.set('SECOND_CODE', codeAt(activation, house.clock() + offset + MINUTE));
  },
  'the next day begins in Japan'() {
    const sinceMidnight = (house.clock() + 9 * 60 * MINUTE) % DAY;
    house.clock.advance(DAY - sinceMidnight);
  },
  'the hardware token shows a new code, `$CODE`'() {
    house.clock.advance(MINUTE);
    const secret = new Secret({ buffer: hardwareSeed('YB-0001').buffer });
    const device = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 60 });
    shell.set('CODE', device.generate({ timestamp: house.clock() }));
  },
};

async function carryOut(step: Step): Promise<void> {
  if (step.kind === 'meanwhile') {
    const act = MEANWHILE[step.words];
    if (act === undefined) throw new Error(`nobody knows how to do: ${step.words}`);
    return act();
  }
  const { exit, out, err: said } = await shell.run(step.block);
  // What npm thinks of the machine's settings is not the command's word.
  const err = said.replace(/^npm (?:warn|notice).*\n/gm, '');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const [, word, rest] = /^(Prints|Answer:?)(.*)$/.exec(step.claim) ?? [];
  if (word === 'Prints') {
    const said = rest === ' nothing.' ? '' : /^: `([^`]*)`$/.exec(rest ?? '')?.[1];
    expect(out.trim()).toBe(said);
    return;
  }
  if (word !== 'Answer:') throw new Error('nothing says what comes back');
  const lines = out.split('\n').filter((line) => line !== '');
  const answer: unknown = JSON.parse(lines.at(-2) ?? 'null');
  const [claims, keeps = ''] = rest!.split('Keep ') as [string, string?];
  expect(`\`${lines.at(-1)}\``).toBe(/`\d{3}`/.exec(claims)?.[0]);
  for (const [, path, value] of claims.matchAll(/`([\w.]+)` is `([^`]*)`/g)) {
    const expected = value!.startsWith('$') ? await shell.get(value!.slice(1)) : value;
    expect(`${path} ${String(at(answer, path!))}`).toBe(`${path} ${expected}`);
  }
  for (const [, path, name] of keeps.matchAll(/`([\w.]+)` as `\$(\w+)`/g)) {
    const value = at(answer, path!);
    if (typeof value !== 'string') throw new Error(`the answer has no ${path} to keep`);
    shell.set(name!, value);
  }
}

describe('docs/integration.md', () => {
  const steps = stepsOf(page);

  it('is read to its end: every block says what comes back', () => {
    const blocks = steps.filter((step) => step.kind === 'run');
    expect(blocks).toHaveLength(page.split('```sh\n').length - 1);
    expect(steps.length - blocks.length).toBe(page.split('*Meanwhile ').length - 1);
    for (const { claim, line } of blocks) {
      expect(`${line}: ${claim}`).toMatch(/: (Answer: `\d{3}`, `\w|Prints: `|Prints nothing\.)/);
    }
  });

  // One after the other: each block stands on what those before it did.
  for (const [index, step] of steps.entries()) {
    const name = step.kind === 'run' ? `line ${step.line}: ${step.claim}` : `meanwhile ${step.words}`;
    it(`${index + 1}. ${name}`, () => carryOut(step));
  }

  it('calls every endpoint that a bank has', async () => {
    const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const paths = Object.keys(document.paths).filter((path) => path.startsWith(RP_BASE));
    expect(paths.length).toBeGreaterThan(10);
    const blocks = steps.map((step) => (step.kind === 'run' ? step.block : '')).join('\n');
    for (const path of paths) {
      const called = path.replaceAll('/', '\\/').replace('{id}', '\\$\\w+').replace('{serial}', '[\\w-]+');
      expect(blocks).toMatch(new RegExp(`\\$AUTHORITY${called}(?:["?])`));
    }
  });

  it('names every problem a bank may meet, and every field of a service’s policy', () => {
    for (const code of RP_PROBLEMS) expect(page).toContain(`\`${code}\``);
    for (const field of Object.keys(servicePolicySchema.entries)) expect(page).toContain(`\`${field}\``);
  });

  it('leaves nothing secret in the authority’s log', () => {
    const log = house.log.join('\n');
    for (const secret of [PASSWORD, 'customer-4711@mail.example', activation.seed]) {
      expect(log).not.toContain(secret);
    }
  });
});
