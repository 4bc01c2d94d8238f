import { html } from 'hono/html';
import { formatDateTime } from '../../../../core/i18n/format.ts';
import type { RegistrationState } from '../../../../core/protocol/common.ts';
import { digits, type Html } from '../../pages/html.ts';
import type { DeskRecord } from '../record.ts';
import { HOLDER_WORDS, hasEnded, STATE_WORDS } from '../words.ts';
import { deskFacts } from './frame.ts';

export const stateBadge = (state: RegistrationState): Html =>
  html`<span class="badge ${STATE_WORDS[state].tone}">${STATE_WORDS[state].name}</span>`;

const at = (instant: number | null): string => (instant === null ? '—' : formatDateTime(instant, 'ja'));

/** The present token's state in words, with every date that matters in it. */
export function tokenPanel({ token, registrations, openHardware }: DeskRecord, now: number): Html {
  const waiting = openHardware
    ? html`<p class="waiting">ハードウェアトークンのお申込み(${at(openHardware.createdAt)})に、まだお渡ししていません。</p>`
    : html``;
  if (registrations === null) return html`<p>状態を確認できません。</p>${waiting}`;
  if (token === null)
    return html`<p><span class="badge over">お申込みなし</span></p><p>トークンはありません。ログインに番号は使いません。</p>${waiting}`;
  const rows: (readonly [string, Html | string])[] = [['種類', HOLDER_WORDS[token.device.kind]]];
  const add = (name: string, value: Html | string | null): void => {
    if (value !== null) rows.push([name, value]);
  };
  const when = (name: string, instant: number | null): void =>
    add(name, instant === null ? null : at(instant));
  add('製造番号', token.serial);
  add('トークンID', token.tokenId);
  add('ユーザID', token.userId === null ? null : digits(token.userId));
  when(token.device.kind === 'hardware' ? 'お渡し' : '発行', token.issuedAt);
  if (token.state === 'issued') when('初期設定の期限', token.setupExpiresAt);
  when('初期設定の完了', token.activatedAt);
  when('利用開始', token.startedAt);
  if (token.state === 'paused')
    add(
      '番号なしで利用できる期限',
      (token.pausedUntil ?? 0) > now
        ? html`${at(token.pausedUntil)}<br>過ぎたあとはログインできません。`
        : html`${at(token.pausedUntil)}<br><strong class="bad">期限を過ぎたため、いまはログインできません。</strong>`,
    );
  if (!hasEnded(token))
    add(
      '番号の誤り',
      `${token.failures === 0 ? 'なし' : `続けて${token.failures}回`} (${token.failureLimit}回で利用停止)`,
    );
  when('有効期限', token.expiresAt);
  when('終了', token.endedAt);
  if (hasEnded(token))
    add(
      'お客様の再申込み',
      token.reissueFrom === null ? 'いつでも可' : `${at(token.reissueFrom)}から可(窓口の再発行は今すぐ可)`,
    );
  const { meaning } = STATE_WORDS[token.state];
  return html`<p>${stateBadge(token.state)}</p><p>${meaning}</p>${deskFacts(rows)}${waiting}`;
}
