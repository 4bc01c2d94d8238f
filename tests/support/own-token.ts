import type { Page } from 'puppeteer';
import { fill, press, pressAt, pressRow, untilHeading, untilHome } from './pwa.ts';

/** RFC 4226's and RFC 6238's own secret, `12345678901234567890`, in base32. */
export const KNOWN_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Adds a token of the person's own by typing it in, from the screens' start to home (Japanese). */
export async function addByHand(
  page: Page,
  token: { issuer: string; secret?: string; event?: boolean },
): Promise<void> {
  await page.evaluate(() => location.assign('/#add'));
  await untilHeading(page, 'トークンを追加');
  await typeByHand(page, token);
}

/** The same from where tokens are added. */
async function typeByHand(page: Page, token: Parameters<typeof addByHand>[1]): Promise<void> {
  await pressRow(page, '手で入力する');
  await untilHeading(page, '手で入力する');
  await fill(page, 'サービスの名前', token.issuer);
  await fill(page, 'シークレット（秘密の文字）', token.secret ?? KNOWN_SECRET);
  if (token.event) await pressAt(page, 'input[value=event]');
  await press(page, '確認へ進む');
  await untilHeading(page, 'このトークンを追加しますか');
  await press(page, '追加する');
}

/** The same, to its end. */
export async function addedByHand(page: Page, token: Parameters<typeof addByHand>[1]): Promise<void> {
  await addByHand(page, token);
  await finish(page);
}

/** From where tokens are added, to its end. */
export async function typedByHand(page: Page, token: Parameters<typeof addByHand>[1]): Promise<void> {
  await typeByHand(page, token);
  await finish(page);
}

async function finish(page: Page): Promise<void> {
  await untilHeading(page, '追加しました');
  await press(page, '完了');
  await untilHome(page);
}
