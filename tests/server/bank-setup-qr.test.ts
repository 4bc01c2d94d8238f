import { afterEach, beforeEach, expect, it } from 'vitest';
import { readScanned } from '../../core/app/scan.ts';
import { readQr } from '../../core/browser/read-qr.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor } from '../support/bank-apply.ts';
import { logIn, visitor } from '../support/bank-visitor.ts';
import { pixelsOf } from '../support/qr-pixels.ts';

let house: RunningAuthority;
let bank: RunningBank;
beforeEach(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

/** The dark modules of a drawing made of rectangles one module high. */
function modulesOf(size: number, path: string): boolean[][] {
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/gu))
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  return modules;
}

it("the QR code on the bank's page sets the token app up with the two IDs", async () => {
  const who = visitor(bank);
  await logIn(who, 'midori-001', 'demo-hanako-1');
  const { ids, done } = await applyFor(who, 'midori-001');
  const drawing = done.document.querySelector('.set-up-qr svg');
  const size = Number(drawing?.getAttribute('viewBox')?.split(' ')[2]);
  const path = drawing?.querySelector('path')?.getAttribute('d') ?? '';
  const text = readQr(pixelsOf(modulesOf(size, path)));
  expect(readScanned(text ?? '')).toEqual({ kind: 'set-up', ...ids });
  expect(text).not.toContain('246810');
});
