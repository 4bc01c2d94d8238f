import type { IssuerTokenView } from '../../app/types.ts';
import { formatDate } from '../../i18n/format.ts';
import { useUi, useWords } from '../context.ts';
import { calendarDays } from '../duration.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Calm, well before the date: until when the token is good, how long that is, and the way to a later date. */
export function RenewalNotice({ token, onRenew }: { token: IssuerTokenView; onRenew: () => void }) {
  const ui = useUi();
  const words = useWords();
  const left = calendarDays(ui.app.now(), token.expiresAt);
  return (
    <Notice title={words.renewalDue}>
      <p>{words.renewalLeft(formatDate(token.expiresAt, ui.language.value), left)}</p>
      <Button look="line" icon="calendar" onPress={onRenew}>
        {words.renew}
      </Button>
    </Notice>
  );
}
