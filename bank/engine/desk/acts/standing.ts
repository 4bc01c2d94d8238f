import { formatDateTime } from '../../../../core/i18n/format.ts';
import { dayOf, endOfDay } from '../japan-day.ts';
import { dateField } from '../pages/fields.ts';
import { hasEnded } from '../words.ts';
import type { Act, ActDraft } from './act.ts';
import { stateChanged } from './changed.ts';

const DAY = 24 * 60 * 60_000;
/** The longest pause the authority takes, ms. */
const LONGEST_PAUSE = 366 * DAY;

/** The registration the clerk saw. Throws `state-changed` for a draft made without one. */
export function meant({ draft }: { draft: ActDraft }): string {
  if (draft.registration === null) throw stateChanged();
  return draft.registration;
}

/** 停止の解除: ends a suspension; the count of wrong codes starts anew. */
export const lift: Act = {
  title: '停止の解除',
  button: '停止を解除する',
  event: 'desk-lifted',
  offered: ({ token }) => token?.state === 'suspended',
  explain: () => [
    '利用停止を解除し、誤りの回数を0に戻します。',
    'お客様は、これまでのトークンでそのままログインできるようになります。',
  ],
  async perform(web, order) {
    await web.authority.lift(meant(order), order.desk, order.draft.id);
    return { details: {} };
  },
};

/** 一時停止: the customer is let in without a code until a day's end, and after it not at all. */
export const pause: Act = {
  title: '一時停止',
  button: '一時停止する',
  event: 'desk-paused',
  grave: true,
  fields: ['until'],
  offered: ({ token }) => token?.state === 'activated' || token?.state === 'in-use',
  explain: () => [
    'トークンを一時停止します。停止中の番号は受け付けません。',
    '指定した日の終わり(日本時間)まで、お客様は番号なしでログインできます。',
    'その日を過ぎても自動では再開しません。窓口で「再開」の手続きが必要です。',
  ],
  draw: (web, _record, input, errors) =>
    dateField('until', '番号なしで利用できる最終日', {
      value: input['until'] ?? '',
      error: errors['until'],
      min: dayOf(web.store.clock()),
      max: latestDay(web.store.clock()),
      hint: `${formatDateTime(endOfDay(latestDay(web.store.clock())) ?? 0, 'ja')}まで指定できます。`,
    }),
  check(web, _record, input): Record<string, string> {
    const until = endOfDay(input['until'] ?? '');
    const now = web.store.clock();
    if (until === null) return { until: '日付を選んでください。' };
    if (until <= now) return { until: '今日以降の日付を選んでください。' };
    if (until > now + LONGEST_PAUSE) return { until: '366日以内の日付を選んでください。' };
    return {};
  },
  async perform(web, order) {
    const until = endOfDay(order.input['until'] ?? '');
    if (until === null) throw stateChanged();
    await web.authority.pause(meant(order), order.desk, until, order.draft.id);
    return { details: { until } };
  },
};

/** The last day whose end is still within the longest pause. */
const latestDay = (now: number): string => {
  const last = dayOf(now + LONGEST_PAUSE);
  return (endOfDay(last) ?? 0) > now + LONGEST_PAUSE ? dayOf(now + LONGEST_PAUSE - DAY) : last;
};

/** 再開: only the desk ends a pause. */
export const resume: Act = {
  title: '再開',
  button: '再開する',
  event: 'desk-resumed',
  offered: ({ token }) => token?.state === 'paused',
  explain: () => [
    '一時停止を終え、停止前の状態に戻します。',
    '利用を開始しているお客様は、次のログインから番号の入力が必要です。',
  ],
  async perform(web, order) {
    await web.authority.resume(meant(order), order.desk, order.draft.id);
    return { details: {} };
  },
};

/** 利用解除 on the customer's word. */
export const cancel: Act = {
  title: '利用解除',
  button: '利用を解除する',
  event: 'desk-cancelled',
  grave: true,
  offered: ({ token }) => token !== null && !hasEnded(token),
  explain: ({ token }) => [
    'お客様のお申し出により、いまのトークンの利用を終わらせます。元に戻すことはできません。',
    'お客様は次のログインから番号なしでログインできます。',
    token?.device.kind === 'hardware'
      ? 'お手元のトークンは、窓口で在庫に戻すまでほかの方にも同じ方にもお渡しできません。'
      : '新しいトークンは、お客様の申込み、または窓口の再発行でお渡しします。',
  ],
  async perform(web, order) {
    await web.authority.cancel(meant(order), order.draft.id, order.desk);
    return { details: {} };
  },
};
