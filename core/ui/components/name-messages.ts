import { defineCatalogue } from '../../i18n/catalogue.ts';

/** What the form for a token's own name says; loaded with the screens that show it. */
export const nameMessages = defineCatalogue(
  {
    ownName: 'ご自分で付ける名前',
    ownNameHint: '例: 本店用。20文字まで',
    save: '保存する',
    saved: '保存しました',
    saveFailed: '保存できませんでした。もう一度試してください。',
  },
  {
    ownName: 'Your own name for it',
    ownNameHint: 'For example: main branch. Up to 20 characters',
    save: 'Save',
    saved: 'Saved',
    saveFailed: 'It could not be saved. Please try again.',
  },
);
