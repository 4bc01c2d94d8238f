import { defineCatalogue } from '../../../i18n/catalogue.ts';
import { useUi } from '../../context.ts';

/** What the ordering of the tokens says; loaded with it. */
export const orderMessages = defineCatalogue(
  {
    title: '並べ替え',
    lead: '矢印のボタンで動かします。すぐに保存されます。',
    done: '終わる',
    list: 'トークンの順番',
    up: (name: string) => `${name}を上へ`,
    down: (name: string) => `${name}を下へ`,
    top: (name: string) => `${name}をいちばん上へ`,
    moved: (name: string, position: number, total: number) =>
      `${name}は、${total}件のうち${position}番目です`,
    failed: '順番を保存できませんでした。もう一度試してください。',
  },
  {
    title: 'Reorder',
    lead: 'Move tokens with the arrow buttons. Each move is saved at once.',
    done: 'Done',
    list: 'Order of the tokens',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    top: (name: string) => `Move ${name} to the top`,
    moved: (name: string, position: number, total: number) => `${name} is now ${position} of ${total}`,
    failed: 'The order could not be saved. Please try again.',
  },
);

/** Those words in the language on the screen. */
export const useOrderWords = (): (typeof orderMessages)['en'] => orderMessages[useUi().language.value];
