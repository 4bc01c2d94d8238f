import { useSignal } from '@preact/signals';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { announce, useUi } from '../context.ts';
import { postpone } from '../postpone.ts';
import { installMessages } from './install-messages.ts';

const DAYS_AWAY = 30;

/** Putting the app on the home screen: by the browser's own question, or by the steps for this system. */
export function Install() {
  const ui = useUi();
  const words = installMessages[ui.language.value];
  const { install } = ui.platform;
  const busy = useSignal(false);
  const refused = useSignal(false);
  const way = install?.way.value ?? null;
  if (!install || way === null)
    return (
      <Screen title={words.done} lead={words.doneBody} back>
        {null}
      </Screen>
    );
  const { system } = install;
  const add = async () => {
    if (busy.value) return;
    busy.value = true;
    const accepted = await install.prompt().catch(() => false);
    busy.value = false;
    refused.value = !accepted;
    if (!accepted) return;
    announce(ui, words.added);
    ui.router.back();
  };
  // An iPhone keeps the data of an added app apart from the browser's: what is there is not carried over.
  const isApart = system === 'ios';
  const hasTokens = ui.app.tokens.value.length > 0;
  return (
    <Screen
      title={system === 'desktop' ? words.titleDesktop : words.title}
      lead={words.lead}
      back
      actions={
        <>
          {way === 'prompt' && (
            <Button busy={busy.value} onPress={() => void add()}>
              {busy.value ? words.adding : words.add}
            </Button>
          )}
          <Button
            look="line"
            onPress={() => {
              postpone(ui, 'install', DAYS_AWAY);
              ui.router.back();
            }}
          >
            {words.later}
          </Button>
        </>
      }
    >
      <ul class="ticks">
        {[words.point1, words.point2, ...(isApart ? [] : [words.point3])].map((point) => (
          <li key={point}>
            <Icon name="check" />
            <span>{point}</span>
          </li>
        ))}
      </ul>
      {isApart && hasTokens && (
        <Notice tone="danger" title={words.iosPoint3}>
          <p>{words.iosNotice}</p>
        </Notice>
      )}
      {way === 'by-hand' && (
        <>
          <h2 class="small-heading">{words.stepsTitle}</h2>
          <ol class="numbered">
            {words[system].split('\n').map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {system === 'desktop' && <p class="hint">{words.firefox}</p>}
        </>
      )}
      {refused.value && (
        <p class="hint" role="status">
          {words.notAdded}
        </p>
      )}
    </Screen>
  );
}
