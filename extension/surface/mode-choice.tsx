import { Choice } from '../../core/ui/components/choice.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { useUi } from '../../core/ui/context.ts';
import { SITE_MODES, type SiteMode } from '../messages.ts';
import { modeWords } from './mode-words.ts';

/** How codes come into one site: the choice, what the chosen way means there, and that a change was not kept. */
export function ModeChoice(props: {
  mode: SiteMode;
  /** Every token for it is event-based: none of those is ever filled in by itself. */
  isEvent: boolean;
  /** Whether the browser lets the extension in there by itself. */
  isAllowed: boolean;
  /** Said in place of what the chosen way means. */
  hint?: string;
  failed: boolean;
  onMode: (mode: SiteMode) => void;
}) {
  const { mode, isEvent, isAllowed, hint, failed, onMode } = props;
  const words = modeWords[useUi().language.value];
  const meaning = {
    automatic: isAllowed ? words.isAutomatic : words.isNotAllowed,
    ask: words.isAsk,
    never: words.isNever,
  };
  return (
    <>
      <Choice<SiteMode>
        legend={words.legend}
        value={isEvent && mode === 'automatic' ? 'ask' : mode}
        options={SITE_MODES.filter((value) => !(isEvent && value === 'automatic')).map((value) => ({
          value,
          label: words[value],
        }))}
        onChange={onMode}
      />
      <p class="hint">{hint ?? (isEvent && mode !== 'never' ? words.isEvent : meaning[mode])}</p>
      {failed && (
        <Notice tone="danger" alert>
          <p>{words.failed}</p>
        </Notice>
      )}
    </>
  );
}
