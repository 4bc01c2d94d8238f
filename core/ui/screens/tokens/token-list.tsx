import { useEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { BarActions } from '../../components/bar-actions.tsx';
import { Button } from '../../components/button.tsx';
import { LongList } from '../../components/long-list.tsx';
import { Screen } from '../../components/screen.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useUi, useWords } from '../../context.ts';
import { searchTokens } from '../../search.ts';
import { HomeNotices } from '../home-notices.tsx';
import { TokenRow } from './token-row.tsx';

/** From this many tokens on looking for one by its name is quicker than by eye. */
const SEARCHED_FROM = 6;

/** Several tokens: each with its code; a press opens it large. `back`: it was opened from a token. */
export function TokenList({ tokens, back = false }: { tokens: readonly TokenView[]; back?: boolean }) {
  const ui = useUi();
  const words = useWords();
  const { query } = ui.list;
  const hasSearch = tokens.length >= SEARCHED_FROM;
  const typed = hasSearch ? query.value : '';
  const found = searchTokens(tokens, typed);
  const opened = useRef(ui.list.opened);
  useEffect(() => {
    // Back from a token: to its row, not to the top of a long list.
    const row = opened.current && document.querySelector(`[data-id="${CSS.escape(opened.current)}"] button`);
    ui.list.opened = null;
    if (!(row instanceof HTMLElement)) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <Screen title={words.tokens} back={back} end={<BarActions />} list>
      {tokens.length > 1 && (
        <div class={hasSearch ? 'list-tools list-tools-search' : 'list-tools'}>
          {hasSearch && (
            <SearchField
              value={typed}
              found={found.length}
              onValue={(value) => {
                query.value = value;
                scrollTo(0, 0);
              }}
            />
          )}
          <Button look="text" icon="order" onPress={() => ui.router.go({ at: 'order' })}>
            {words.reorder}
          </Button>
        </div>
      )}
      {found.length > 0 ? (
        <LongList
          items={found}
          label={words.tokens}
          wanted={opened.current}
          row={(token) => <TokenRow token={token} />}
        />
      ) : (
        <div class="none-found">
          <p>{words.searchNone(typed.trim())}</p>
          <Button
            look="quiet"
            onPress={() => {
              query.value = '';
            }}
          >
            {words.searchClear}
          </Button>
        </div>
      )}
      <HomeNotices />
    </Screen>
  );
}
