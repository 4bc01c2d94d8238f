import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../core/ui/components/button.tsx';
import { useUi } from '../../core/ui/context.ts';
import type { SiteMode } from '../messages.ts';
import { ModeChoice } from '../surface/mode-choice.tsx';
import type { PopupSite } from './site.ts';
import { popupWords } from './words.ts';

/** How codes come into the site at hand, and the way to allow it. `isEvent`: it has event-based tokens only. */
export function SiteModeSwitch({ site, isEvent }: { site: PopupSite; isEvent: boolean }) {
  const words = popupWords[useUi().language.value];
  const failed = useSignal(false);
  const turn = useRef(0);
  const mode = site.mode.value;
  // The browser asks on a full page: its question would close the popup, and with it the answer.
  const needsAllowing = mode === 'automatic' && !isEvent && !site.isAllowed.value;
  const choose = async (wanted: SiteMode) => {
    turn.current += 1;
    const mine = turn.current;
    failed.value = false;
    const isKept = await site.setMode(wanted).catch(() => false);
    // Of an earlier choice nothing is said any more.
    if (mine === turn.current) failed.value = !isKept;
  };
  return (
    <div class="site-mode">
      <ModeChoice
        mode={mode}
        isEvent={isEvent}
        isAllowed={site.isAllowed.value}
        failed={failed.value}
        onMode={(wanted) => void choose(wanted)}
      />
      {needsAllowing && (
        <Button look="quiet" icon="open" onPress={() => site.openPage('sites')}>
          {words.openAllow}
        </Button>
      )}
    </div>
  );
}
