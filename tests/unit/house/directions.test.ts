import { describe, expect, test } from 'vitest';
import { complaintAbout } from '../../support/directions.ts';
import { importsOf, readCode, readSource, sourceFiles } from '../../support/house.ts';

const ROOMS = ['core', 'pwa', 'extension', 'authority', 'bank', 'demo', 'server'];
const files = ROOMS.flatMap(sourceFiles);
const imports = [...files, ...sourceFiles('tools')].flatMap((file) => importsOf(file, readSource(file)));

describe('the house', () => {
  test('every import follows the directions between rooms', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.map(complaintAbout).filter(Boolean)).toEqual([]);
  });

  test('an import against the direction is named in a sentence', () => {
    const bad = importsOf('core/otp/x.ts', `import { openDoor } from '../vault/door.ts';`);
    expect(bad.map(complaintAbout)).toEqual([
      'core/otp/x.ts imports core/vault/door.ts, but core/otp may only import itself.',
    ]);
  });

  test.each([
    ['pwa/x.ts', `import '../extension/y.ts'`],
    ['extension/x.ts', `await import('../pwa/y.ts')`],
    ['extension/content/x.ts', `import { codeAt } from '../../core/token/code.ts'`],
    ['bank/engine/x.ts', `import { issue } from '../../authority/registrations/issue.ts'`],
    ['bank/engine/x.ts', `import type { Activation } from '../../core/protocol/device/messages.ts'`],
    ['core/app/x.ts', `import type { Registration } from '../protocol/relying-party/messages.ts'`],
    ['core/ui/x.tsx', `import { openDoor } from '../vault/door.ts'`],
    ['authority/x.ts', `import { openDoor } from '../core/vault/door.ts'`],
    ['demo/x.ts', `import { launchChromium } from '../tools/chromium.ts'`],
    ['extension/x.ts', `import { startBank } from '../tests/support/bank.ts'`],
    ['tools/x.ts', `import { startBank } from '../tests/support/bank.ts'`],
  ])('%s may not say %s', (file, text) => {
    expect(importsOf(file, text).map(complaintAbout)).toEqual([expect.stringContaining('imports')]);
  });

  const usersOf = (pattern: RegExp) => files.filter((file) => pattern.test(readCode(file)));

  test('only the clock and entry points read the time of the machine', () => {
    const allowed = /^(core\/clock\/clock\.ts|demo\/|pwa\/build|authority\/(main|commands))/;
    expect(usersOf(/\bDate\.now\(\)|\bnew Date\(\)/).filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('nothing uses Math.random', () => {
    expect(usersOf(/\bMath\.random\b/)).toEqual([]);
  });

  test('only the extension knows chrome.*', () => {
    expect(usersOf(/\bchrome\.[a-z]/).filter((file) => !file.startsWith('extension/'))).toEqual([]);
  });
});
