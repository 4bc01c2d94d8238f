/**
 * `npm run detect -- PAGE.html …`: what the detector makes of a page, and why. Shows of every frame each entry
 * with its score and what spoke for it or (`not-…`) against it, likeliest first. Takes files and addresses of
 * this machine; `--wait MS` looks that much later. Needs Chromium: jsdom lays nothing out.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { detectScript } from './build-detect.ts';
import { launchChromium } from './chromium.ts';

/** One line of the table. */
interface Row {
  verdict: string;
  field: string;
  score: number;
  evidence: string;
}

const LOOPBACK = /^https?:\/\/([\w.-]+\.)?(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/;

/** In a frame: the table's lines. */
function rowsOfFrame(): Row[] {
  type Found = { elements: HTMLInputElement[]; score: number; evidence: string[] };
  const { detectAll, weigh } = globalThis as unknown as {
    detectAll(): { otp: Found | null; username: Found | null; passwords: Found[] };
    weigh(): Found[];
  };
  const { otp, username, passwords } = detectAll();
  const row = (verdict: string, { elements, score, evidence }: Found): Row => {
    const [first] = elements as [HTMLInputElement];
    const called = first.id ? `#${first.id}` : first.name ? `[name=${first.name}]` : '';
    const many = elements.length > 1 ? ` x ${elements.length}` : '';
    return { verdict, field: `${first.type}${called}${many}`, score, evidence: evidence.join(', ') };
  };
  const isOtp = ({ elements }: Found) => otp?.elements[0] === elements[0];
  return [
    ...weigh().map((found) => row(isOtp(found) ? 'CODE' : '', found)),
    ...(username ? [row('login ID', username)] : []),
    ...passwords.map((found) => row('password', found)),
  ];
}

function addressOf(page: string): string {
  if (LOOPBACK.test(page)) return page;
  if (existsSync(page)) return pathToFileURL(resolve(page)).href;
  throw new Error(`${page} is neither a file nor an address of this machine.`);
}

function print(rows: readonly Row[]): void {
  const table = [
    ['', 'field', 'score', 'evidence'],
    ...rows.map((row) => [row.verdict, row.field, `${row.score}`, row.evidence]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table)
    console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** What was asked for; throws a sentence for what cannot be. */
function readWords(): { addresses: string[]; wait: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { wait: { type: 'string', default: '0' } },
  });
  if (positionals.length === 0) throw new Error('Name a page: npm run detect -- PAGE.html');
  if (!/^\d{1,6}$/.test(values.wait))
    throw new Error('--wait takes milliseconds: npm run detect -- --wait 500 …');
  return { addresses: positionals.map(addressOf), wait: Number(values.wait) };
}

async function show({ addresses, wait }: { addresses: string[]; wait: number }): Promise<void> {
  const script = await detectScript();
  const chromium = await launchChromium();
  try {
    for (const address of addresses) {
      const page = await chromium.browser.newPage();
      await page.goto(address);
      await new Promise((done) => setTimeout(done, wait));
      console.log(`\n${address}`);
      for (const frame of page.frames()) {
        await frame.evaluate(script);
        const rows = await frame.evaluate(rowsOfFrame);
        if (frame !== page.mainFrame()) console.log(`  in the frame ${frame.url()}`);
        if (rows.length > 0) print(rows);
        else console.log('  nothing to type into');
      }
      await page.close();
    }
  } finally {
    await chromium.destroy();
  }
}

try {
  await show(readWords());
} catch (error) {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exitCode = 1;
}
