import type { Act } from './act.ts';
import { stateChanged } from './changed.ts';

/** A count of wrong entries in a row that the bank keeps itself. */
const unlock = (what: {
  title: string;
  words: string;
  column: 'confirm_failures' | 'answer_failures';
  unlocked: 'confirmation' | 'answers';
}): Act => ({
  title: what.title,
  button: '制限を解除する',
  event: 'desk-unlocked',
  offered: ({ customer }) => customer[what.column] > 0,
  explain: ({ customer }) => [
    `${what.words}の誤りの回数(いま${customer[what.column]}回)を0に戻します。`,
    `${what.words}そのものは変わりません。`,
  ],
  async perform({ store }, { record }) {
    const done = await store.db
      .updateTable('customers')
      .set({ [what.column]: 0 })
      .where('ref', '=', record.customer.ref)
      .where(what.column, '>', 0)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw stateChanged();
    return { details: { unlocked: what.unlocked } };
  },
});

/** The confirmation password's count. */
export const unlockConfirmation = unlock({
  title: '確認用パスワードの制限解除',
  words: '確認用パスワード',
  column: 'confirm_failures',
  unlocked: 'confirmation',
});

/** The additional authentication's count. */
export const unlockAnswers = unlock({
  title: '追加認証の制限解除',
  words: '追加認証の回答',
  column: 'answer_failures',
  unlocked: 'answers',
});
