import { useSignal } from '@preact/signals';
import { Button } from '../../core/ui/components/button.tsx';
import { Choice } from '../../core/ui/components/choice.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { useUi } from '../../core/ui/context.ts';
import type { SiteMode } from '../messages.ts';
import type { PopupSite } from './site.ts';
import { popupWords } from './words.ts';

/** How codes come into the site at hand, and the way to allow it. `isEvent`: it has event-based tokens only. */
export function SiteModeSwitch({ site, isEvent }: { site: PopupSite; isEvent: boolean }) {
  const words = popupWords[useUi().language.value];
  const failed = useSignal(false);
  const mode = site.mode.value;
  // The browser asks on a full page: its question would close the popup, and with it the answer.
  const needsAllowing = mode === 'automatic' && !isEvent && !site.isAllowed.value;
  const choose = async (wanted: SiteMode) => {
    failed.value = false;
    failed.value = !(await site.setMode(wanted).catch(() => false));
  };
  const hint =
    mode === 'never'
      ? words.hintNever
      : mode === 'ask'
        ? words.hintAsk
        : isEvent
          ? words.hintEvent
          : needsAllowing
            ? words.hintNotAllowed
            : words.hintAutomatic;
  return (
    <div class="site-mode">
      <Choice
        legend={words.modeLegend}
        options={[
          { value: 'automatic', label: words.modeAutomatic },
          { value: 'ask', label: words.modeAsk },
          { value: 'never', label: words.modeNever },
        ]}
        value={mode}
        onChange={(wanted: SiteMode) => void choose(wanted)}
      />
      <p class="hint">{hint}</p>
      {needsAllowing && (
        <Button look="quiet" icon="open" onPress={() => site.openPage('sites')}>
          {words.openAllow}
        </Button>
      )}
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.modeFailed}</p>
        </Notice>
      )}
    </div>
  );
}
