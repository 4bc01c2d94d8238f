import { useSignal } from '@preact/signals';
import type { TokenView } from '../../core/app/types.ts';
import { Button, type ButtonProps } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { useUi } from '../../core/ui/context.ts';
import { usePress } from '../../core/ui/use-press.ts';
import { type ExtensionWords, extensionWords } from '../words.ts';
import type { PopupSite } from './site.ts';
import { popupWords } from './words.ts';

type Outcome = Awaited<ReturnType<PopupSite['fillHere']>>;

const WORDS = {
  filled: 'fillFilled',
  unsure: 'fillUnsure',
  'no-field': 'fillNoField',
  'not-empty': 'fillNotEmpty',
  'not-allowed': 'fillNotAllowed',
  'no-token': 'fillNoToken',
  'no-code': 'fillNoCode',
  suspended: 'fillSuspended',
  paused: 'fillPaused',
  expired: 'fillExpired',
  ended: 'fillEnded',
  'look-alike': 'fillLookAlike',
  'switched-off': 'fillSwitchedOff',
  locked: 'fillLocked',
  failed: 'fillFailed',
} as const satisfies Record<Outcome, keyof ExtensionWords>;

/**
 * Fills the code into the page at a press, and says plainly what came of it. `once`: on an origin that the token
 * is not bound to, as the person was shown it.
 */
export function FillHere(props: {
  site: PopupSite;
  token: TokenView;
  look?: NonNullable<ButtonProps['look']>;
  label?: string;
  once?: string;
}) {
  const { site, token, once } = props;
  const { language } = useUi();
  const words = extensionWords[language.value];
  const own = popupWords[language.value];
  const isEvent = token.otp.kind === 'event';
  const outcome = useSignal<Outcome | null>(null);
  const { isBusy, press: fill } = usePress(
    async () => {
      outcome.value = null;
      outcome.value = await site.fillHere(token.id, once);
    },
    () => {
      outcome.value = 'failed';
    },
  );
  const label = props.label ?? (isEvent ? own.fillEvent : words.fillHere);
  return (
    <div class="fill-here">
      <Button
        look={props.look ?? (site.state.value === 'filled' ? 'quiet' : 'main')}
        busy={isBusy.value}
        onPress={fill}
      >
        {isBusy.value ? words.filling : label}
      </Button>
      {isEvent && <p class="hint">{own.eventHint}</p>}
      {outcome.value && (
        <Notice tone={outcome.value === 'filled' ? 'good' : 'danger'} alert>
          <p>{words[WORDS[outcome.value]]}</p>
        </Notice>
      )}
    </div>
  );
}
