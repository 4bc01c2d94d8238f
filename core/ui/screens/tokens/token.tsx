import type { TokenView } from '../../../app/types.ts';
import { formatDate } from '../../../i18n/format.ts';
import { AskState } from '../../components/ask-state.tsx';
import { BankLogin } from '../../components/bank-login.tsx';
import { BarActions } from '../../components/bar-actions.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { RenewalNotice } from '../../components/renewal-notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { currentCode, TokenCode } from '../../components/token-code.tsx';
import { useUi, useWords } from '../../context.ts';
import { StorageNotices } from '../storage-notices.tsx';

/** What can be done with a token as it stands: use its code, ask again, or clear it away. */
function StandingActions({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  switch (token.standing) {
    case 'ready': {
      const code = () => ui.app.code(token.id)?.code ?? null;
      if (currentCode(ui, token) === null) return null;
      return (
        <>
          <BankLogin token={token} />
          <CopyButton look={token.otpEntry === null ? 'main' : 'quiet'} code={code} />
        </>
      );
    }
    case 'paused':
    case 'suspended':
      return <AskState token={token} />;
    case 'ended':
      return <Button onPress={() => ui.router.go({ at: 'remove', id: token.id })}>{words.remove}</Button>;
    case 'expired':
      return (
        <>
          <Button icon="add" onPress={() => ui.router.go({ at: 'set-up', step: 'clock' })}>
            {words.addToken}
          </Button>
          <Button look="quiet" onPress={() => ui.router.go({ at: 'remove', id: token.id })}>
            {words.remove}
          </Button>
        </>
      );
  }
}

/** One token, large. `alone`: it is the only one, so this is the home screen. */
export function Token({ token, alone }: { token: TokenView; alone: boolean }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const clock = ui.app.clock.value;
  return (
    <Screen
      title={token.service.name[language]}
      titleHidden
      back={!alone}
      end={alone ? <BarActions /> : null}
      actions={
        <>
          <StandingActions token={token} />
          <Button look="line" onPress={() => ui.router.go({ at: 'details', id: token.id })}>
            {words.details}
          </Button>
          {ui.platform.extraTokenActions?.(token, 'token', language)}
          <p class="foot">
            {token.standing !== 'ended' && (
              <span>{words.validUntil(formatDate(token.expiresAt, language))}</span>
            )}
            {clock.at === 'measured' && (
              <span class={clock.verdict === 'far-off' ? 'foot-danger' : undefined}>
                {clock.verdict === 'good'
                  ? words.clockLineGood
                  : clock.verdict === 'off'
                    ? words.clockLineOff
                    : words.clockLineFar}
              </span>
            )}
          </p>
        </>
      }
    >
      <TokenCode token={token} />
      {alone && <StorageNotices />}
      {token.renewalDue && (
        <RenewalNotice token={token} onRenew={() => ui.router.go({ at: 'renew', id: token.id })} />
      )}
    </Screen>
  );
}
