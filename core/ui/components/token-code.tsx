import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CodeView, TokenView } from '../../app/types.ts';
import { announce, type Ui, useUi, useWords } from '../context.ts';
import { standingWords } from '../standing.ts';
import { tokenNotes, tokenTitle } from '../token-name.ts';
import { CodeDigits } from './code-digits.tsx';
import { DigitGroups } from './digit-groups.tsx';
import { Notice } from './notice.tsx';
import { Ring } from './ring.tsx';
import { Tag } from './tag.tsx';

/** From here on (seconds) the code may not arrive in time: vermilion, and the next one is shown too. */
const LATE = 10;
/** A screen reader hears of new codes at most this often, ms. */
const SPEAK_EVERY = 55_000;

export const isLate = (view: CodeView): boolean => view.secondsLeft <= Math.min(LATE, view.period / 3);

/** The code now; reading the tick makes the caller follow it. */
export function currentCode(ui: Ui, token: TokenView): CodeView | null {
  void ui.tick.value;
  return token.standing === 'ready' ? ui.app.code(token.id) : null;
}

/**
 * A token's tag: whose it is, its code, the time left, and the next code near the end. `note` stands where
 * the tag says that a code works once.
 */
export function TokenCode({ token, note }: { token: TokenView; note?: ComponentChildren }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const view = currentCode(ui, token);
  const step = view?.step;
  const heard = useRef<{ step: number; at: number } | null>(null);
  useEffect(() => {
    if (step === undefined) return;
    const time = ui.tick.peek();
    if (heard.current === null) heard.current = { step, at: time };
    else if (heard.current.step !== step && time - heard.current.at >= SPEAK_EVERY && !document.hidden) {
      heard.current = { step, at: time };
      announce(ui, words.newCode, false);
    }
  }, [step]);
  const standing = view ? null : standingWords(ui, token);
  return (
    <Tag quiet={!view}>
      <h2 class="tag-name">{tokenTitle(token, language)}</h2>
      <p class="tag-memo">{tokenNotes(token, language).join(' ・ ')}</p>
      {view ? (
        <>
          <p class="hidden">{words.password}</p>
          <CodeDigits code={view.code} late={isLate(view)} />
          <div class="tag-foot">
            <p class="tag-next">
              {isLate(view) && view.next !== null ? (
                <>
                  {words.nextCode}{' '}
                  <b data-part="next" class="digit-groups">
                    <DigitGroups digits={view.next} />
                  </b>
                </>
              ) : (
                (note ?? words.once)
              )}
            </p>
            <Ring left={view.secondsLeft} period={view.period} late={isLate(view)} />
          </div>
        </>
      ) : (
        standing && (
          <div class="tag-standing">
            <Notice tone={standing.isTrouble ? 'danger' : 'plain'} title={standing.title}>
              {standing.body.split('\n').map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Notice>
            {standing.steps.length > 0 && (
              <ol class="numbered">
                {standing.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            )}
          </div>
        )
      )}
    </Tag>
  );
}
