/**
 * `npm test`: style, types, then every vitest project. Ends with the plain line `N passed, N failed`.
 * Arguments go to vitest (`npm test -- --project unit`).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../demo/build.ts';
import { ensureChromium, ensureHeadlessShell } from '../tools/chromium.ts';
import { ensureFirefox } from './support/firefox.ts';
import { ensureOathToolkit } from './support/oath-toolkit.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** Files of the tests' servers and browsers stay in memory where there is room: none outlives its test. */
function scratchPlace(): string {
  const room = existsSync('/dev/shm') ? statfsSync('/dev/shm') : null;
  return room && room.bavail * room.bsize > 4e9 ? '/dev/shm' : tmpdir();
}

const scratch = mkdtempSync(join(tmpdir(), 'fuda-test-'));
const reportFile = join(scratch, 'report.json');
let passed = 0;
let failed = 0;

function check(name: string, command: string, args: string[]): void {
  console.log(`\n${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

const chosen = process.argv.slice(2);
if (chosen.length === 0) {
  check('Style (biome)', 'biome', ['check', '.']);
  check('Types (tsc)', 'tsc', ['--noEmit']);
}

ensureOathToolkit();
ensureChromium();
ensureHeadlessShell();
ensureFirefox();
for (const target of ['pwa', 'extension', 'firefox'] as const) await ensureBuilt(target, console.log);

const run = spawnSync(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...chosen],
  { stdio: 'inherit', env: { ...process.env, TMPDIR: scratchPlace() } },
);
if (existsSync(reportFile)) {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that could not even be loaded has no failed test of its own, but it is a failure.
  if (!report.success && report.numFailedTests === 0) failed += Math.max(1, report.numFailedTestSuites);
} else {
  failed += 1;
}
if (run.status !== 0 && failed === 0) failed += 1;
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
