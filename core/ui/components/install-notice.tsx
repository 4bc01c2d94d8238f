import { useUi, useWords } from '../context.ts';
import { isPostponed, postpone } from '../postpone.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

const DAYS_AWAY = 30;

/**
 * The offer to put the app beside the other apps: on the home screen once there is a token that shows codes; on an
 * iPhone on the welcome screen too, for there an added app begins with an empty memory of its own. Put off, it
 * stays away for a month; the settings keep the way.
 */
export function InstallNotice() {
  const ui = useUi();
  const words = useWords();
  const { app, platform, router } = ui;
  const { install } = platform;
  const tokens = app.tokens.value;
  const isFirst = install?.system === 'ios' && tokens.length === 0;
  const showsCodes = tokens.some(({ standing }) => standing === 'ready');
  if (!install?.way.value || !(showsCodes || isFirst) || isPostponed(ui, 'install')) return null;
  const title =
    install.system === 'desktop'
      ? words.installTitlePc
      : isFirst
        ? words.installTitleFirst
        : words.installTitle;
  return (
    <Notice title={title}>
      <p>{isFirst ? words.installBodyFirst : words.installBody}</p>
      <div class="notice-choice">
        <Button look="line" icon="phone" onPress={() => router.go({ at: 'install' })}>
          {words.installHow}
        </Button>
        <Button look="text" onPress={() => postpone(ui, 'install', DAYS_AWAY)}>
          {words.later}
        </Button>
      </div>
    </Notice>
  );
}
