import { Screen } from '../../components/screen.tsx';
import { LICENCE_TEXTS, LICENCES } from './licences-data.ts';
import { useSettingsWords } from './settings-messages.ts';

/** Every package that is shipped in the app, with its licence in its own words. */
export function Licences() {
  const words = useSettingsWords();
  return (
    <Screen title={words.licences} lead={words.licencesLead} back>
      <p class="hint">{words.licencesNote}</p>
      <div class="nav-rows licences">
        {LICENCES.map(({ name, version, licence, text }) => (
          <details key={name} class="licence" lang="en">
            <summary>
              <b>{name}</b>
              <small>
                {version} · {licence}
              </small>
            </summary>
            <pre>{LICENCE_TEXTS[text]}</pre>
          </details>
        ))}
      </div>
    </Screen>
  );
}
