import type { TokenView, WaitingItem } from '../../app/types.ts';
import { formatDate } from '../../i18n/format.ts';
import { Button } from '../components/button.tsx';
import { Screen } from '../components/screen.tsx';
import { announce, type Ui, useUi, useWords } from '../context.ts';
import { calendarDays } from '../duration.ts';
import { tokenNotes, tokenTitle } from '../token-name.ts';
import { usePress } from '../use-press.ts';
import { type InboxWords, useInboxWords } from './inbox-messages.ts';

/** One waiting thing in words, and the one thing to do about it. */
interface Told {
  title: string;
  body: string;
  action: string;
  onPress: () => void;
  isTrouble: boolean;
}

function tellOfToken(ui: Ui, words: InboxWords, kind: WaitingItem['kind'], token: TokenView): Told {
  const { router } = ui;
  const { id } = token;
  const look = { action: words.look, onPress: () => router.go({ at: 'token', id }), isTrouble: true };
  switch (kind) {
    case 'expired':
      return { title: words.expired, body: words.expiredBody, ...look };
    case 'suspended':
      return { title: words.suspended, body: words.suspendedBody, ...look };
    case 'pause-over':
      return { title: words.pauseOver, body: words.pauseOverBody, ...look };
    case 'ended':
      return {
        title: words.ended,
        body: words.endedBody,
        action: words.endedDo,
        onPress: () => router.go({ at: 'remove', id }),
        isTrouble: false,
      };
    default:
      return {
        title: words.renewal,
        body:
          token.source === 'issuer'
            ? ui.words.value.renewalLeft(
                formatDate(token.expiresAt, ui.language.value),
                calendarDays(ui.app.now(), token.expiresAt),
              )
            : '',
        action: words.renewalDo,
        onPress: () => router.go({ at: 'renew', id }),
        isTrouble: false,
      };
  }
}

function tell(ui: Ui, words: InboxWords, item: WaitingItem, acknowledge: () => void): Told | null {
  switch (item.kind) {
    case 'damaged':
      return {
        title: words.damaged(item.count),
        body: words.damagedBody,
        action: words.damagedDo,
        onPress: () => ui.router.go({ at: 'backup-restore' }),
        isTrouble: true,
      };
    case 'rolled-back':
      return {
        title: words.rolledBack,
        body: words.rolledBackBody,
        action: words.rolledBackDo,
        onPress: acknowledge,
        isTrouble: true,
      };
    case 'clock-far':
      return {
        title: words.clockFar,
        body: words.clockFarBody,
        action: words.clockFarDo,
        onPress: () => ui.router.go({ at: 'settings-clock' }),
        isTrouble: true,
      };
    default: {
      const token = ui.app.tokens.value.find(({ id }) => id === item.id);
      return token ? tellOfToken(ui, words, item.kind, token) : null;
    }
  }
}

/** Whose it is, where it is about one token. */
function Whose({ item }: { item: WaitingItem }) {
  const ui = useUi();
  const language = ui.language.value;
  const token = 'id' in item && ui.app.tokens.value.find(({ id }) => id === item.id);
  if (!token) return null;
  const [note] = tokenNotes(token, language);
  return (
    <p class="inbox-whose">
      {tokenTitle(token, language)}
      {note && <small> {note}</small>}
    </p>
  );
}

/** Everything that waits, most pressing first, each with what to do. */
export function Inbox() {
  const ui = useUi();
  const common = useWords();
  const words = useInboxWords();
  const { press: acknowledge } = usePress(
    () => ui.app.acknowledgeRollback(),
    () => announce(ui, common.failStorage),
  );
  const told = ui.app.inbox.value.flatMap((item) => {
    const said = tell(ui, words, item, acknowledge);
    return said ? [{ item, said }] : [];
  });
  if (told.length === 0)
    return (
      <Screen
        key="empty"
        title={words.emptyTitle}
        lead={words.empty}
        back
        actions={
          <Button look="quiet" onPress={() => ui.router.back()}>
            {common.back}
          </Button>
        }
      />
    );
  return (
    <Screen key="inbox" title={words.title} back>
      <ul class="inbox" data-part="inbox">
        {told.map(({ item, said }) => (
          <li
            key={'id' in item ? `${item.kind} ${item.id}` : item.kind}
            class={said.isTrouble ? 'inbox-item inbox-trouble' : 'inbox-item'}
            data-kind={item.kind}
          >
            <Whose item={item} />
            <h2>{said.title}</h2>
            <p>{said.body}</p>
            <Button look="line" onPress={said.onPress}>
              {said.action}
            </Button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
