import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../core/app/types.ts';
import { useUi } from '../../core/ui/context.ts';
import { tokenTitle } from '../../core/ui/token-name.ts';
import { popupWords } from './words.ts';

/** What tells two tokens for one bank apart: the person's name for it, else what the bank knows it by. */
const mark = (token: TokenView): string | null =>
  token.source === 'issuer' ? (token.displayName ?? token.tokenId) : (token.displayName ?? token.account);

/** Several tokens belong to this page and nothing says which: the person does. */
export function Choose(props: { tokens: readonly TokenView[]; onPick: (id: string) => void }) {
  const { language } = useUi();
  const words = popupWords[language.value];
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body)
      list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="choose">
      <h2>{words.chooseTitle}</h2>
      <p>{words.chooseLead}</p>
      <ul ref={list} class="popup-rows" aria-label={words.siteTokens}>
        {props.tokens.map((token) => (
          <li key={token.id}>
            <button type="button" class="popup-row" onClick={() => props.onPick(token.id)}>
              <span class="popup-row-name">{tokenTitle(token, language.value)}</span>
              <b class="choose-mark">{mark(token)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
