import { useSignal } from '@preact/signals';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi } from '../../context.ts';
import { StorageNotices } from '../storage-notices.tsx';
import { useSettingsWords } from './settings-messages.ts';

/** Not promised: what makes a loss less likely, one after the other. */
function MayBeLost() {
  const { platform } = useUi();
  const words = useSettingsWords();
  const canInstall = Boolean(platform.install?.way.value);
  const todo = [
    ...(canInstall ? [words.storageDoInstall] : []),
    words.storageDoBackup,
    words.storageDoSpace,
    words.storageDoUse,
  ];
  return (
    <Notice title={words.storageMayBeLostTitle}>
      <p>{words.storageMayBeLost}</p>
      <ul class="bullets">
        {todo.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Whether the browser keeps the vault, what to do where it may not, and where the tokens are. */
export function SettingsStorage() {
  const ui = useUi();
  const { app, platform, router } = ui;
  const words = useSettingsWords();
  const asking = useSignal(false);
  const refused = useSignal(false);
  const state = app.persistence.value;
  const ask = async () => {
    if (asking.value) return;
    asking.value = true;
    refused.value = false;
    try {
      await app.askPersistence();
    } finally {
      asking.value = false;
    }
    if (app.persistence.value === 'kept') announce(ui, words.storageAskedKept);
    else refused.value = true;
  };
  const facts = [
    [words.storageWhere, words.storageWhereHere],
    [words.storageSealed, words.storageSealedHow],
    [words.storageCount, words.storageCountOf(app.tokens.value.length)],
  ] as const;
  return (
    <Screen
      title={words.storage}
      back
      actions={
        state === 'may-be-lost' && (
          <>
            {platform.install?.way.value && (
              <Button icon="phone" onPress={() => router.go({ at: 'install' })}>
                {words.storageInstall}
              </Button>
            )}
            <Button look="quiet" icon="save" onPress={() => router.go({ at: 'backup' })}>
              {words.backup}
            </Button>
            <Button look="line" busy={asking.value} onPress={() => void ask()}>
              {asking.value ? words.storageAsking : words.storageAsk}
            </Button>
            {refused.value && (
              <p class="hint" role="status">
                {words.storageAskedNot}
              </p>
            )}
          </>
        )
      }
    >
      {state === 'kept' && (
        <Notice tone="good" title={words.storageKeptTitle}>
          <p>{words.storageKept}</p>
        </Notice>
      )}
      {state === 'may-be-lost' && <MayBeLost />}
      {state === 'unknown' && (
        <Notice title={words.storageUnknownTitle}>
          <p>{words.storageUnknown}</p>
        </Notice>
      )}
      <StorageNotices />
      <h2 class="small-heading">{words.storageFactsTitle}</h2>
      <dl class="facts">
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{words.storageClearWarning}</p>
    </Screen>
  );
}
