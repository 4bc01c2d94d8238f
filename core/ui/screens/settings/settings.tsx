import { Button } from '../../components/button.tsx';
import { NavRow, NavRows } from '../../components/nav-rows.tsx';
import { Screen } from '../../components/screen.tsx';
import { type Ui, useUi, useWords } from '../../context.ts';
import { describeDuration } from '../../duration.ts';
import { useLockWords } from './lock-messages.ts';
import { type SettingsWords, useSettingsWords } from './settings-messages.ts';

function lockNote({ app, platform }: Ui, words: SettingsWords): string {
  if (!app.hasLock.value) return words.off;
  const { idleMinutes, onHide } = app.lockOptions.value;
  if (!platform.locksByItself) return words.on;
  if (onHide) return words.lockOnHide;
  return idleMinutes === null ? words.on : words.lockIdle(idleMinutes);
}

function displayNote({ app, language }: Ui, words: SettingsWords): string {
  const { theme } = app.preferences.value;
  const colours = { system: words.automatic, light: words.themeLight, dark: words.themeDark }[theme];
  return language.value === 'ja'
    ? `日本語・${words.theme}: ${colours}`
    : `English · ${words.theme}: ${colours}`;
}

function clockNote({ app, words: appWords }: Ui, words: SettingsWords): string {
  const clock = app.clock.value;
  if (clock.at === 'unknown') return words.clockUnknownShort;
  if (clock.verdict === 'good') return words.clockGoodShort;
  const size = describeDuration(clock.offset, appWords.value);
  return clock.verdict === 'off' && clock.trusted ? words.clockOffShort(size) : words.clockFarShort(size);
}

/** Where every setting begins: short rows, each saying how things stand behind it. */
export function Settings() {
  const ui = useUi();
  const { app, platform, router } = ui;
  const words = useSettingsWords();
  const appWords = useWords();
  const lockWords = useLockWords();
  const clock = app.clock.value;
  const kept = app.persistence.value;
  return (
    <Screen title={appWords.settings} back>
      <NavRows>
        <NavRow
          icon="add"
          label={appWords.addToken}
          note={words.addNote}
          onPress={() => router.go({ at: 'add' })}
        />
        <NavRow
          icon="save"
          label={words.backup}
          note={words.backupShort}
          onPress={() => router.go({ at: 'backup' })}
        />
      </NavRows>
      <NavRows>
        <NavRow
          icon="lock"
          label={appWords.lock}
          note={lockNote(ui, words)}
          onPress={() => router.go({ at: 'settings-lock' })}
        />
        <NavRow
          icon="sun"
          label={words.display}
          note={displayNote(ui, words)}
          onPress={() => router.go({ at: 'settings-display' })}
        />
        <NavRow
          icon="box"
          label={words.storage}
          note={
            kept === 'kept'
              ? words.storageKeptShort
              : kept === 'may-be-lost'
                ? words.storageMayBeLostShort
                : words.storageUnknownShort
          }
          onPress={() => router.go({ at: 'settings-storage' })}
        />
        <NavRow
          icon="clock"
          label={words.clock}
          note={clockNote(ui, words)}
          alert={clock.at === 'measured' && clock.verdict === 'far-off'}
          onPress={() => router.go({ at: 'settings-clock' })}
        />
      </NavRows>
      {platform.extraSettings && (
        <NavRows>
          {platform.extraSettings.map(({ name, icon, label, note }) => (
            <NavRow
              key={name}
              icon={icon}
              label={label(ui.language.value)}
              note={note?.(ui.language.value)}
              onPress={() => router.go({ at: 'extra', name })}
            />
          ))}
        </NavRows>
      )}
      <NavRows>
        {platform.install?.way.value && (
          <NavRow icon="phone" label={words.storageInstall} onPress={() => router.go({ at: 'install' })} />
        )}
        <NavRow
          icon="info"
          label={words.about}
          note={words.version(platform.version)}
          onPress={() => router.go({ at: 'about' })}
        />
      </NavRows>
      {app.tokens.value.length > 0 && <p class="hint">{words.nameHint}</p>}
      {app.hasLock.value && (
        <Button look="quiet" icon="lock" onPress={() => app.lock()}>
          {lockWords.lockNow}
        </Button>
      )}
    </Screen>
  );
}
