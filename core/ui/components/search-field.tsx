import { useEffect, useRef } from 'preact/hooks';
import { announce, useUi, useWords } from '../context.ts';
import { Icon } from './icon.tsx';

/** A screen reader hears how many were found once the typing rests, ms. */
const REST = 700;

/** What is looked for in the list; `found`: how many there are. */
export function SearchField(props: { value: string; found: number; onValue: (value: string) => void }) {
  const ui = useUi();
  const words = useWords();
  const typed = useRef(false);
  useEffect(() => {
    if (!typed.current || props.value === '') return;
    const timer = setTimeout(() => announce(ui, words.searchFound(props.found), false), REST);
    return () => clearTimeout(timer);
  }, [props.value, props.found]);
  return (
    <search class="search">
      <Icon name="search" />
      <input
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={80}
        aria-label={words.searchTokens}
        placeholder={words.searchTokens}
        value={props.value}
        onInput={(event) => {
          typed.current = true;
          props.onValue(event.currentTarget.value);
        }}
      />
    </search>
  );
}
