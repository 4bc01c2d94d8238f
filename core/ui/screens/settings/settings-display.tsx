import { Choice } from '../../components/choice.tsx';
import { Screen } from '../../components/screen.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { SwitchField } from '../../components/switch-field.tsx';
import { useUi } from '../../context.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';
import { useSettingsWords } from './settings-messages.ts';

/** Language, colours, the token to begin with, and whether the screen stays on. */
export function SettingsDisplay() {
  const ui = useUi();
  const { app, platform } = ui;
  const words = useSettingsWords();
  const language = ui.language.value;
  const preferences = app.preferences.value;
  const tokens = app.tokens.value;
  const start = tokens.some(({ id }) => id === preferences.startToken) ? preferences.startToken : null;
  return (
    <Screen title={words.display} back>
      <Choice
        legend={words.language}
        value={preferences.language ?? 'auto'}
        options={[
          { value: 'auto', label: words.automatic },
          { value: 'ja', label: '日本語', lang: 'ja' },
          { value: 'en', label: 'English', lang: 'en' },
        ]}
        onChange={(value) => app.setPreferences({ language: value === 'auto' ? null : value })}
      />
      <Choice
        legend={words.theme}
        value={preferences.theme}
        options={[
          { value: 'system', label: words.automatic },
          { value: 'light', label: words.themeLight },
          { value: 'dark', label: words.themeDark },
        ]}
        onChange={(theme) => app.setPreferences({ theme })}
      />
      {tokens.length > 1 && (
        <SelectField
          label={words.startToken}
          hint={words.startTokenHint}
          value={start ?? ''}
          options={[
            { value: '', label: words.startTokenList },
            ...tokens.map((token) => ({
              value: token.id,
              label: [tokenTitle(token, language), ...tokenNotes(token, language).slice(0, 1)].join(' · '),
            })),
          ]}
          onChange={(id) => app.setPreferences({ startToken: id || null })}
        />
      )}
      {platform.keepAwake && (
        <SwitchField
          label={words.keepAwake}
          hint={words.keepAwakeHint}
          checked={preferences.keepAwake}
          onChange={(keepAwake) => app.setPreferences({ keepAwake })}
        />
      )}
    </Screen>
  );
}
