import { html } from 'hono/html';
import { printedNumber } from '../engine/phone/number.ts';
import type { PhoneCaller, PhoneLine } from './phone.ts';

type Html = ReturnType<typeof html>;

/** What came of a call: `accepted`, `failed` (nobody answered), or the bank's reason. */
export interface Heard {
  line: PhoneLine;
  from: string | null;
  said: string;
}

export interface PhoneModel {
  lines: readonly PhoneLine[];
  callers: readonly PhoneCaller[];
  chosen: { from?: string; typed?: string; to?: string };
  heard: Heard | null;
  problem: string | null;
}

/** The voice at the other end. */
const VOICE: Record<string, string> = {
  accepted: 'お電話ありがとうございます。ご登録の電話番号を確認しました。このままお切りください。',
  anonymous: '電話番号が通知されていません。番号の前に186をつけて、おかけ直しください。',
  'ip-phone': '050で始まる番号からのお電話は、ご本人の確認にお使いいただけません。',
  'not-expected':
    'この番号からのお電話をお待ちしているお手続きはありません。ご登録の電話番号から、画面の案内が出ているあいだにおかけください。',
  late: 'お電話をいただくまでの時間が過ぎています。画面の「もう一度かける」を押してから、おかけ直しください。',
  several: '同じ電話番号で複数のお手続きが行われているため、確認できません。',
  'wrong-line': 'おかけになった番号では、お手続きを承っておりません。',
  stale: 'お電話の時刻を確認できません。おかけ直しください。',
  failed: 'つながりませんでした。しばらくしてから、おかけ直しください。',
};

const choice = (name: string, value: string, chosen: string | undefined, label: Html | string): Html =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}" ${chosen === value ? html`checked` : ''} required><span>${label}</span></label>`;

/** The one page: from which telephone, to which bank, and what was heard last. */
export const phonePage = ({
  lines,
  callers,
  chosen,
  heard,
  problem,
}: PhoneModel): Html => html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>電話</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="top"><a href="/">電話</a><span>デモ用</span></header>
<main>
<h1>電話をかける</h1>
${
  heard
    ? html`<section class="heard ${heard.said === 'accepted' ? 'good' : 'bad'}" role="status">
<p class="to">${heard.line.printed}　${heard.line.name}<br>${heard.from === null ? '非通知' : printedNumber(heard.from)} から</p>
<p class="voice">「${VOICE[heard.said] ?? VOICE['failed']}」</p>
</section>`
    : ''
}
${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
${
  lines.length === 0
    ? html`<p class="note">電話を受ける金融機関がありません。</p>`
    : html`<form method="post" action="/">
<fieldset><legend>どの電話からかけますか</legend>
${callers.map(({ name, number }) =>
  choice(
    'from',
    number,
    chosen.from,
    html`<strong>${printedNumber(number)}</strong> <span class="whose">${name}</span>`,
  ),
)}
${choice('from', 'withheld', chosen.from, html`<strong>非通知</strong> <span class="whose">番号を知らせない</span>`)}
${choice('from', 'typed', chosen.from, html`<strong>ほかの番号</strong> <span class="whose">下に入力</span>`)}
<label class="typed">電話番号<input name="typed" inputmode="tel" maxlength="20" autocomplete="off" value="${chosen.typed ?? ''}"></label>
</fieldset>
<fieldset><legend>どこへかけますか</legend>
${lines.map(({ name, number, printed }) =>
  choice(
    'to',
    number,
    chosen.to ?? (lines.length === 1 ? number : undefined),
    html`<strong>${printed}</strong> <span class="whose">${name}</span>`,
  ),
)}
</fieldset>
<p class="buttons"><button type="submit">電話をかける</button></p>
</form>`
}
<p class="note">交換機が金融機関へ着信を知らせるところまでを、このページが行います。番号はどれも架空のものです。</p>
</main>
</body>
</html>`;
