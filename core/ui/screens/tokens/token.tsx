import { useEffect } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { formatDate } from '../../../i18n/format.ts';
import { AskState } from '../../components/ask-state.tsx';
import { BankLogin } from '../../components/bank-login.tsx';
import { BarActions } from '../../components/bar-actions.tsx';
import { Button } from '../../components/button.tsx';
import { ClockNotice } from '../../components/clock-notice.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { InstallNotice } from '../../components/install-notice.tsx';
import { RenewalNotice } from '../../components/renewal-notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { TokenCode } from '../../components/token-code.tsx';
import { useUi, useWords } from '../../context.ts';
import { codeToUse, currentCode } from '../../current-code.ts';
import { tokenTitle } from '../../token-name.ts';
import { Troubles } from '../home-notices.tsx';

/** What can be done with a token as it stands: use its code, ask again, or clear it away. */
function StandingActions({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  switch (token.standing) {
    case 'ready':
      if (currentCode(ui, token) === null && codeToUse(ui, token) === null) return null;
      return (
        <>
          <BankLogin token={token} />
          <CopyButton look={token.otpEntry === null ? 'main' : 'quiet'} code={() => codeToUse(ui, token)} />
        </>
      );
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

/** Until when the token is good, and how far this device's clock is off. */
function Foot({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const clock = ui.app.clock.value;
  const hasDate = token.source === 'issuer' && token.standing !== 'ended';
  const hasClock = clock.at === 'measured' && token.otp.kind === 'time';
  if (!hasDate && !hasClock) return null;
  // What nobody trustworthy has said is not corrected, however small it is.
  const isWrong =
    clock.at === 'measured' && (clock.verdict === 'far-off' || (clock.verdict === 'off' && !clock.trusted));
  return (
    <p class="foot">
      {hasDate && <span>{words.validUntil(formatDate(token.expiresAt, ui.language.value))}</span>}
      {hasClock && (
        <span class={isWrong ? 'foot-danger' : undefined}>
          {isWrong ? words.clockLineFar : clock.verdict === 'off' ? words.clockLineOff : words.clockLineGood}
        </span>
      )}
    </p>
  );
}

/** One token, large. `alone`: this is the home screen. */
export function Token({ token, alone }: { token: TokenView; alone: boolean }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const { keepAwake } = ui.app.preferences.value;
  const shows = token.standing === 'ready';
  useEffect(() => {
    if (!keepAwake || !shows) return;
    ui.platform.keepAwake?.(true);
    return () => ui.platform.keepAwake?.(false);
  }, [keepAwake, shows]);
  return (
    <Screen
      title={tokenTitle(token, language)}
      titleHidden
      back={!alone}
      end={alone ? <BarActions list={ui.app.tokens.value.length > 1} /> : null}
      wide
      after={alone && <InstallNotice />}
      actions={
        <>
          <StandingActions token={token} />
          <Button look="line" onPress={() => ui.router.go({ at: 'details', id: token.id })}>
            {words.details}
          </Button>
          {ui.platform.extraTokenActions?.(token, 'token', language)}
          <Foot token={token} />
        </>
      }
    >
      <TokenCode token={token} />
      {alone ? <Troubles /> : <ClockNotice />}
      {token.source === 'issuer' && token.renewalDue && (
        <RenewalNotice token={token} onRenew={() => ui.router.go({ at: 'renew', id: token.id })} />
      )}
    </Screen>
  );
}
