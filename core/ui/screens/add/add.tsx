import { NavRow, NavRows } from '../../components/nav-rows.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { useAddWords } from './add-messages.ts';

/** Every way to a token: the bank's own set-up first, then other services, then what one had before. */
export function Add() {
  const { router } = useUi();
  const words = useAddWords();
  return (
    <Screen title={words.addTitle} back>
      <section class="ways">
        <h2 class="small-heading">{words.bankHeading}</h2>
        <NavRows>
          <NavRow
            icon="mail"
            label={words.mail}
            note={words.mailNote}
            onPress={() => router.go({ at: 'set-up', step: 'clock' })}
          />
          <NavRow
            icon="camera"
            label={words.scan}
            note={words.scanNote}
            onPress={() => router.go({ at: 'scan' })}
          />
        </NavRows>
      </section>
      <section class="ways">
        <h2 class="small-heading">{words.otherHeading}</h2>
        <NavRows>
          <NavRow
            icon="camera"
            label={words.otherScan}
            note={words.otherScanNote}
            onPress={() => router.go({ at: 'scan' })}
          />
          <NavRow
            icon="pen"
            label={words.byHand}
            note={words.byHandNote}
            onPress={() => router.go({ at: 'by-hand' })}
          />
        </NavRows>
      </section>
      <section class="ways">
        <h2 class="small-heading">{words.restoreHeading}</h2>
        <NavRows>
          <NavRow
            icon="restore"
            label={words.restore}
            note={words.restoreNote}
            onPress={() => router.go({ at: 'backup-restore' })}
          />
        </NavRows>
      </section>
    </Screen>
  );
}
