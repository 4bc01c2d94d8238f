import { NavRow, NavRows } from '../../components/nav-rows.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { Leaving, Staying } from './plan.tsx';

/** What can be done against the day a device breaks or is replaced, and which tokens that covers. */
export function Backup() {
  const ui = useUi();
  const { app, router } = ui;
  const words = backupMessages[ui.language.value];
  // Read so that the plan follows a token that comes or goes.
  const isEmpty = app.tokens.value.length === 0;
  const plan = app.planBackup();
  const canLeave = plan.leaving.length > 0;
  return (
    <Screen title={words.title} lead={words.lead} back>
      {isEmpty && (
        <Notice>
          <p>{words.nothingYet}</p>
        </Notice>
      )}
      <NavRows>
        {canLeave && (
          <NavRow
            icon="save"
            label={words.makeTitle}
            note={words.makeNote}
            onPress={() => router.go({ at: 'backup-make' })}
          />
        )}
        <NavRow
          icon="restore"
          label={words.restoreTitle}
          note={words.restoreNote}
          onPress={() => router.go({ at: 'backup-restore' })}
        />
        {canLeave && (
          <NavRow
            icon="phone"
            label={words.moveTitle}
            note={words.moveNote}
            onPress={() => router.go({ at: 'move' })}
          />
        )}
      </NavRows>
      {!isEmpty && <Leaving plan={plan} />}
      <Staying plan={plan} />
    </Screen>
  );
}
