import { Mark } from '../../components/mark.tsx';
import { NavRow, NavRows } from '../../components/nav-rows.tsx';
import { Points } from '../../components/points.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { LICENCES } from './licences-data.ts';
import { useSettingsWords } from './settings-messages.ts';

/** What this is, how it keeps the tokens safe, and what it is made of. */
export function About() {
  const { platform, router } = useUi();
  const words = useSettingsWords();
  const points = [
    ['lock', words.aboutPoint1Title, words.aboutPoint1],
    ['mail', words.aboutPoint2Title, words.aboutPoint2],
    ['check', words.aboutPoint3Title, words.aboutPoint3],
  ] as const;
  return (
    <Screen title={words.about} lead={words.aboutLead} back above={<Mark large />}>
      <h2 class="small-heading">{words.aboutHow}</h2>
      <Points points={points} />
      <dl class="facts">
        <div>
          <dt>{words.versionLabel}</dt>
          <dd>{platform.version}</dd>
        </div>
        <div>
          <dt>{words.licence}</dt>
          <dd lang="en">Apache License 2.0</dd>
        </div>
      </dl>
      <NavRows>
        <NavRow
          icon="file"
          label={words.licences}
          note={words.licencesShort(LICENCES.length)}
          onPress={() => router.go({ at: 'licences' })}
        />
      </NavRows>
    </Screen>
  );
}
