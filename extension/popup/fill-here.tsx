import { useSignal } from '@preact/signals';
import type { TokenView } from '../../core/app/types.ts';
import { Button } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { useUi } from '../../core/ui/context.ts';
import { type ExtensionWords, extensionWords } from '../words.ts';
import type { PopupSite } from './site.ts';

type Outcome = Awaited<ReturnType<PopupSite['fillHere']>>;

const WORDS = {
  filled: 'fillFilled',
  'no-field': 'fillNoField',
  'not-empty': 'fillNotEmpty',
  'not-allowed': 'fillNotAllowed',
  'no-code': 'fillNoCode',
  'look-alike': 'fillLookAlike',
  'switched-off': 'fillSwitchedOff',
  failed: 'fillFailed',
} as const satisfies Record<Outcome, keyof ExtensionWords>;

/** Fills the code into the page at a press, and says plainly what came of it. */
export function FillHere({ site, token }: { site: PopupSite; token: TokenView }) {
  const words = extensionWords[useUi().language.value];
  const isBusy = useSignal(false);
  const outcome = useSignal<Outcome | null>(null);
  const fill = async () => {
    isBusy.value = true;
    outcome.value = null;
    outcome.value = await site.fillHere(token.id).catch(() => 'failed' as const);
    isBusy.value = false;
  };
  return (
    <div class="fill-here">
      <Button
        look={site.state.value === 'filled' ? 'quiet' : 'main'}
        busy={isBusy.value}
        onPress={() => void fill()}
      >
        {isBusy.value ? words.filling : words.fillHere}
      </Button>
      {outcome.value && (
        <Notice tone={outcome.value === 'filled' ? 'good' : 'danger'} alert>
          <p>{words[WORDS[outcome.value]]}</p>
        </Notice>
      )}
    </div>
  );
}
