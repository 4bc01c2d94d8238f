import { useSignal } from '@preact/signals';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Icon } from '../../components/icon.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi, useWords } from '../../context.ts';
import { clockWords } from '../set-up/clock-step.tsx';

/** App lock, language, colours, and how storage and clock are doing. */
export function Settings() {
  const ui = useUi();
  const { app, router } = ui;
  const words = useWords();
  const checking = useSignal(false);
  const preferences = app.preferences.value;
  const hasLock = app.hasLock.value;
  const clock = app.clock.value;
  const kept = app.persistence.value;
  const check = async () => {
    checking.value = true;
    await app.checkClock();
    checking.value = false;
  };
  return (
    <Screen title={words.settings} back>
      <section class="group">
        <h2>
          {words.lock}
          <span class={hasLock ? 'state state-on' : 'state'}>{hasLock ? words.lockOn : words.lockOff}</span>
        </h2>
        <p class="hint">{words.lockExplain}</p>
        {hasLock ? (
          <div class="button-row">
            <Button look="quiet" onPress={() => app.lock()} icon="lock">
              {words.lockNow}
            </Button>
            <Button look="line" onPress={() => router.go({ at: 'lock-code', task: 'change' })}>
              {words.lockChange}
            </Button>
            <Button look="line" onPress={() => router.go({ at: 'lock-code', task: 'off' })}>
              {words.lockTurnOff}
            </Button>
          </div>
        ) : (
          app.tokens.value.length > 0 && (
            <Button look="quiet" icon="lock" onPress={() => router.go({ at: 'lock-code', task: 'on' })}>
              {words.lockTurnOn}
            </Button>
          )
        )}
      </section>
      <Choice
        legend={words.language}
        value={preferences.language ?? 'auto'}
        options={[
          { value: 'auto', label: words.languageAuto },
          { value: 'ja', label: '日本語', lang: 'ja' },
          { value: 'en', label: 'English', lang: 'en' },
        ]}
        onChange={(value) => app.setPreferences({ language: value === 'auto' ? null : value })}
      />
      <Choice
        legend={words.theme}
        value={preferences.theme}
        options={[
          { value: 'system', label: words.themeSystem },
          { value: 'light', label: words.themeLight },
          { value: 'dark', label: words.themeDark },
        ]}
        onChange={(theme) => app.setPreferences({ theme })}
      />
      <section class="group">
        <h2>{words.storage}</h2>
        <p class="hint hint-icon">
          <Icon name={kept === 'kept' ? 'check' : 'info'} />
          <span>
            {kept === 'kept'
              ? words.storageKept
              : kept === 'may-be-lost'
                ? ui.platform.surface === 'phone'
                  ? words.storageMayBeLostPhone
                  : words.storageMayBeLost
                : words.storageUnknown}
          </span>
        </p>
      </section>
      <section class="group">
        <h2>{words.clock}</h2>
        <p class="hint" role="status">
          {clock.at === 'unknown' ? words.clockNotYet : clockWords(clock, words).title}
        </p>
        <Button look="quiet" busy={checking.value} onPress={() => void check()}>
          {checking.value ? words.clockChecking : words.clockAgain}
        </Button>
      </section>
    </Screen>
  );
}
