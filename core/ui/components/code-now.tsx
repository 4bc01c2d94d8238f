import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CodeView } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { isLate } from '../current-code.ts';
import { CodeDigits } from './code-digits.tsx';
import { DigitGroups } from './digit-groups.tsx';
import { Ring } from './ring.tsx';

/** A screen reader hears of new codes at most this often, ms. */
const SPEAK_EVERY = 55_000;

/** The code of a time-based token, the time left, and the next code near the end. */
export function CodeNow({ view, note }: { view: CodeView; note: ComponentChildren }) {
  const ui = useUi();
  const words = useWords();
  const { step } = view;
  const heard = useRef<{ step: number; at: number } | null>(null);
  useEffect(() => {
    const time = ui.tick.peek();
    if (heard.current === null) heard.current = { step, at: time };
    else if (heard.current.step !== step && time - heard.current.at >= SPEAK_EVERY && !document.hidden) {
      heard.current = { step, at: time };
      announce(ui, words.newCode, false);
    }
  }, [step]);
  return (
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
  );
}
