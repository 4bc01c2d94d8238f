import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { cheapDerivation, makeTestVault } from '../support/vault-ports.ts';
import { vaultSuite } from '../support/vault-suite.ts';

interface PageGlobal {
  vaultCaseNames(): string[];
  runVaultCase(name: string): Promise<string | null>;
  leaveVault(code: string): Promise<void>;
  revisitVault(code: string): Promise<unknown>;
  tasksDuringListing(tokens: number): Promise<[number, number]>;
}

/** Names only: the page runs the bodies. */
const names = vaultSuite(async () =>
  makeTestVault(undefined as unknown as IDBFactory, crypto, { derive: cheapDerivation(crypto) }),
).map(({ name }) => name);

let server: Server;
let chromium: Chromium;
let page: Page;

async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('vault-page.ts', import.meta.url)),
        output: { entryFileNames: 'page.js' },
      },
    },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  return new Map(
    built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

beforeAll(async () => {
  const files = await bundle();
  server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html').end('<script type="module" src="/page.js"></script>');
    } else if (file === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'text/javascript').end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  chromium = await launchChromium();
  page = await visit();
});

async function visit(): Promise<Page> {
  const opened = await chromium.browser.newPage();
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await opened.waitForFunction(() => 'runVaultCase' in globalThis);
  return opened;
}

afterAll(async () => {
  await chromium?.destroy();
  await new Promise((resolve) => server?.close(resolve));
});

const run = (name: string) =>
  page.evaluate((each) => (globalThis as unknown as PageGlobal).runVaultCase(each), name);

describe('the vault, in Chromium', () => {
  for (const name of names) {
    it(name, async () => {
      expect(await run(name)).toBeNull();
    });
  }

  it('locks and unlocks with Argon2id in a Worker', async () => {
    const all = await page.evaluate(() => (globalThis as unknown as PageGlobal).vaultCaseNames());
    const stretched = all.filter((name) => name.endsWith('(Argon2id in a Worker)'));
    expect(stretched).toHaveLength(2);
    for (const name of stretched) expect([name, await run(name)]).toEqual([name, null]);
  });

  it('lets taps and frames come in between while it opens many tokens', async () => {
    const [records, tasks] = await page.evaluate(
      (tokens) => (globalThis as unknown as PageGlobal).tasksDuringListing(tokens),
      400,
    );
    expect(records).toBe(400);
    // Fifty turns of eight; without them the browser would answer all in a handful of tasks.
    expect(tasks).toBeGreaterThan(25);
  });

  it('is there, locked, after the browser was closed and started again', async () => {
    await page.evaluate((code) => (globalThis as unknown as PageGlobal).leaveVault(code), '86421');
    await chromium.close();
    chromium = await launchChromium({ profile: chromium.profile });
    page = await visit();
    const found = await page.evaluate(
      (code) => (globalThis as unknown as PageGlobal).revisitVault(code),
      '86421',
    );
    expect(found).toEqual(['locked', 'wrong-code', ['FUDA-1234-5678']]);
  });
});
