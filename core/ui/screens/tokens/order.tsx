import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { LongList } from '../../components/long-list.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi } from '../../context.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';
import { useOrderWords } from './order-messages.ts';

type Way = 'up' | 'down' | 'top';

/** `items` with the one at `from` at `to`. */
function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, to), ...items.slice(from, from + 1), ...others.slice(to)];
}

/** Tokens put into order by buttons, which a keyboard and a screen reader can press too; each move is saved. */
export function Order() {
  const ui = useUi();
  const words = useOrderWords();
  const language = ui.language.value;
  const tokens = ui.app.tokens.value;
  /** The order on the screen while one is being saved. */
  const ahead = useSignal<readonly string[] | null>(null);
  const held = useRef<{ id: string; way: Way } | null>(null);
  const byId = new Map(tokens.map((token) => [token.id, token]));
  const shown = ahead.value ? ahead.value.flatMap((id) => byId.get(id) ?? []) : tokens;

  useLayoutEffect(() => {
    // A row that moved within the document has lost the focus: the same button gets it back.
    if (!held.current) return;
    const { id, way } = held.current;
    const row = document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    row?.querySelector<HTMLElement>(`[data-way="${way}"] button`)?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    held.current = null;
  }, [ahead.value]);

  const move = async (token: TokenView, way: Way) => {
    const from = shown.indexOf(token);
    const to = way === 'top' ? 0 : way === 'up' ? from - 1 : from + 1;
    const next = moved(shown, from, to).map(({ id }) => id);
    held.current = { id: token.id, way };
    ahead.value = next;
    try {
      await ui.app.reorder(next);
      announce(ui, words.moved(tokenTitle(token, language), to + 1, shown.length), false);
    } catch {
      announce(ui, words.failed);
    } finally {
      // A later move is on its way already, and what it leads to is on the screen.
      if (ahead.peek() === next) ahead.value = null;
    }
  };

  return (
    <Screen
      title={words.title}
      lead={words.lead}
      back
      actions={<Button onPress={() => ui.router.back()}>{words.done}</Button>}
    >
      <LongList
        items={shown}
        label={words.list}
        row={(token, index) => {
          const name = tokenTitle(token, language);
          const [note] = tokenNotes(token, language);
          return (
            <div class="order-row">
              <span class="order-name">
                {name}
                {note && <small> {note}</small>}
              </span>
              <span class="order-ways">
                <span data-way="top">
                  <IconButton
                    icon="top"
                    name={words.top(name)}
                    off={index === 0}
                    onPress={() => void move(token, 'top')}
                  />
                </span>
                <span data-way="up">
                  <IconButton
                    icon="up"
                    name={words.up(name)}
                    off={index === 0}
                    onPress={() => void move(token, 'up')}
                  />
                </span>
                <span data-way="down">
                  <IconButton
                    icon="down"
                    name={words.down(name)}
                    off={index === shown.length - 1}
                    onPress={() => void move(token, 'down')}
                  />
                </span>
              </span>
            </div>
          );
        }}
      />
    </Screen>
  );
}
