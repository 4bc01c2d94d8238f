import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClockView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi, useWords } from '../../context.ts';
import { describeDuration } from '../../duration.ts';
import { deviceSystem } from '../../system.ts';
import { type ClockWords, useClockWords } from './clock-messages.ts';

const SYSTEMS = ['ios', 'android', 'windows', 'mac'] as const;
type System = (typeof SYSTEMS)[number];

/** How far off the clock is, whether that is used, and what it means. */
function Measured({ clock, words }: { clock: Extract<ClockView, { at: 'measured' }>; words: ClockWords }) {
  const { app } = useUi();
  const appWords = useWords();
  const { offset, trusted, verdict } = clock;
  const title = verdict === 'good' ? words.good : words.off(describeDuration(offset, appWords), offset < 0);
  const isUsed = trusted || verdict === 'good';
  const hasTokens = app.tokens.value.length > 0;
  return (
    <Notice tone={verdict === 'good' ? 'good' : verdict === 'off' ? 'plain' : 'danger'} title={title}>
      {verdict === 'good' && <p>{words.goodBody}</p>}
      {verdict === 'off' && isUsed && (
        <p>
          {words.offBody}
          {words.offWarning}
        </p>
      )}
      {verdict === 'far-off' && isUsed && <p>{words.farBody}</p>}
      {!isUsed && <p>{hasTokens ? words.untrustedOwn : words.untrusted}</p>}
      {trusted && <p>{words.trusted}</p>}
    </Notice>
  );
}

function Steps({ system, words }: { system: System; words: ClockWords }) {
  return (
    <ol class="numbered">
      {words[`${system}Steps`].split('\n').map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** How to set the clock: for the system at hand, and folded away for the others. */
function HowToSet({ words }: { words: ClockWords }) {
  const found = deviceSystem(navigator);
  const own = found === 'other' ? null : found;
  return (
    <>
      <h2 class="small-heading">{own ? words.stepsTitleOn(words[own]) : words.stepsTitle}</h2>
      {own && <Steps system={own} words={words} />}
      <div class="fold">
        {SYSTEMS.filter((system) => system !== own).map((system) => (
          <details key={system} class="more">
            <summary>{words[system]}</summary>
            <Steps system={system} words={words} />
          </details>
        ))}
      </div>
      <p class="hint">{words.afterwards}</p>
    </>
  );
}

/** The device's clock against the authority's: asked when the screen opens, and again by a press. */
export function SettingsClock() {
  const { app } = useUi();
  const words = useClockWords();
  const checking = useSignal(false);
  const silent = useSignal(false);
  const clock = app.clock.value;
  const check = async () => {
    if (checking.value) return;
    checking.value = true;
    try {
      const before = app.clock.value;
      const after = await app.checkClock();
      // Without an answer the view stays the very same.
      silent.value = after === before || after.at === 'unknown';
    } finally {
      checking.value = false;
    }
  };
  useEffect(() => void check(), []);
  const isOff = clock.at === 'measured' && clock.verdict !== 'good';
  return (
    <Screen
      title={words.title}
      lead={words.lead}
      back
      actions={
        <Button look={isOff ? 'main' : 'quiet'} busy={checking.value} onPress={() => void check()}>
          {checking.value ? words.checking : words.again}
        </Button>
      }
    >
      <div class="form" role="status">
        {checking.value && clock.at === 'unknown' ? (
          <p class="waiting">{words.checking}</p>
        ) : clock.at === 'measured' ? (
          <Measured clock={clock} words={words} />
        ) : (
          <Notice title={words.unknown}>
            <p>{words.unknownBody}</p>
          </Notice>
        )}
        {silent.value && !checking.value && <p class="error">{words.unreachable}</p>}
      </div>
      {isOff && <HowToSet words={words} />}
    </Screen>
  );
}
