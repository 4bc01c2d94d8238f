import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../demo/arguments.ts';
import { ROOT } from '../../demo/build.ts';
import { firstRun } from '../../demo/first-run.ts';
import { BANK_IDS, INSTITUTIONS } from '../../demo/institutions.ts';
import { keptPorts, type Ports } from '../../demo/ports.ts';
import { runDemo } from '../../demo/run.ts';
import { openListener } from '../../server/listen.ts';
import { manualClock } from '../support/clock.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'fuda-launcher-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const start = (dataDirectory: string, ports: Partial<Ports> = {}) =>
  runDemo({ dataDirectory, ports, clock: manualClock(), smtpUrl: null, passwordCost: 10 });

/** The text of the page that a browser finds at `url`: `*.localhost` is this machine, by name. */
const visit = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port, host } = new URL(url);
    get({ host: '127.0.0.1', port, path: new URL(url).pathname, headers: { host } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => {
        const { location } = answer.headers;
        if (location) resolve(visit(new URL(location, url).href));
        else resolve(text);
      });
    }).on('error', reject);
  });

describe('the launcher', () => {
  it('serves everything at addresses of its own and stops all of it', async () => {
    const demo = await start(folder());
    for (const path of [
      ...BANK_IDS.map((id) => `${demo.loopback[id]}/login`),
      `${demo.loopback.mailbox}/`,
      `${demo.loopback.authority}/docs`,
    ]) {
      expect((await fetch(path)).status, path).toBe(200);
    }
    const onDevices = (host: string) => visit(demo.devices[host as 'phone' | 'token']);
    expect(await onDevices('phone')).toContain('0120-000-111');
    expect(await onDevices('token')).toMatch(/DT8-\d{6}/);
    for (const id of BANK_IDS) expect(await visit(demo.desks[id])).toContain(INSTITUTIONS[id].name);
    expect(await (await fetch(`${demo.loopback.app}/config.json`)).json()).toEqual({
      authority: demo.urls.authority,
    });
    expect(new Set(Object.values(demo.urls).map((url) => new URL(url).origin)).size).toBe(6);
    await demo.close();
    for (const url of Object.values(demo.loopback)) await expect(fetch(url)).rejects.toThrow();
  });

  it('prints the URLs, the customers and what to do first', async () => {
    const demo = await start(folder());
    const text = firstRun(demo, '/somewhere/chrome-mv3');
    for (const url of Object.values(demo.urls)) expect(text).toContain(url);
    for (const url of [...Object.values(demo.desks), ...Object.values(demo.devices)])
      expect(text).toContain(url);
    for (const customer of Object.values(demo.customers).flat()) {
      expect(text).toContain(customer.loginId);
      expect(text).toContain(customer.confirmationPassword);
    }
    for (const { demoOperators } of Object.values(INSTITUTIONS))
      for (const clerk of demoOperators) expect(text).toContain(clerk.password);
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text).toMatch(/1\. [\s\S]*6\. /);
    await demo.close();
  });

  it('names a taken port and leaves nothing running', async () => {
    const taken = await openListener(0);
    const other = await openListener(0);
    await other.close();
    const ports = { authority: other.port, midori: taken.port };
    await expect(start(folder(), ports)).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(String(taken.port)),
    });
    const again = await openListener(other.port);
    await again.close();
    await taken.close();
  });

  it('keeps its data, its keys and its ports over a restart', async () => {
    const data = folder();
    const first = await start(data);
    const before = await (
      await fetch(`${first.loopback.authority}/v1/device/time?nonce=0123456789abcdef`)
    ).json();
    await first.close();
    const kept = readFileSync(join(data, 'demo-kek'), 'utf8');
    const second = await start(data);
    expect(readFileSync(join(data, 'demo-kek'), 'utf8')).toBe(kept);
    expect(second.customers).toEqual(first.customers);
    expect(before).toMatchObject({ v: 1 });
    await second.close();
    await keptPorts(data, 5300);
    expect(await keptPorts(data, null)).toEqual({
      authority: 5300,
      app: 5301,
      midori: 5302,
      mailbox: 5303,
      smtp: 5304,
      aoba: 5305,
      kamome: 5306,
      devices: 5307,
    });
  });

  it('lets nobody but its owner read the keys it keeps', async () => {
    const data = folder();
    await (await start(data)).close();
    const secret = readdirSync(data).filter((name) => /kek|credential|key|hardware/.test(name));
    expect(secret.length).toBeGreaterThanOrEqual(1 + BANK_IDS.length);
    for (const name of secret) expect(statSync(join(data, name)).mode & 0o077).toBe(0);
  });

  it('refuses ports that make no sense, saying which do', () => {
    expect(readArguments([])).toEqual({ fresh: false, dev: false, portBase: null });
    expect(readArguments(['--fresh', '--port-base', '5300'])).toMatchObject({ fresh: true, portBase: 5300 });
    for (const bad of ['80', '65529', 'abc', '5300x']) {
      expect(() => readArguments(['--port-base', bad])).toThrow('1024 to 65528');
    }
  });

  it('ends with a sentence and status 1 when it cannot start', async () => {
    const child = spawn(process.execPath, ['demo/start.ts', '--port-base', 'x'], { cwd: ROOT });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(1);
    expect(said).toContain('--port-base takes a number from 1024 to 65528');
  });
});
