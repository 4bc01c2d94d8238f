import type { TokenView } from '../../app/types.ts';
import { formatDate } from '../../i18n/format.ts';
import { Button, IconButton } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { currentCode, TokenCode } from '../components/token-code.tsx';
import { useUi, useWords } from '../context.ts';
import { StorageNotices } from './storage-notices.tsx';

/** One token, large. `alone`: it is the only one, so this is the home screen. */
export function Token({ token, alone }: { token: TokenView; alone: boolean }) {
  const ui = useUi();
  const words = useWords();
  const language = ui.language.value;
  const shows = currentCode(ui, token) !== null;
  const clock = ui.app.clock.value;
  return (
    <Screen
      title={token.service.name[language]}
      titleHidden
      back={!alone}
      end={
        alone ? (
          <span class="bar-end">
            <IconButton
              icon="add"
              name={words.addToken}
              onPress={() => ui.router.go({ at: 'set-up', step: 'clock' })}
            />
            <IconButton
              icon="settings"
              name={words.settings}
              onPress={() => ui.router.go({ at: 'settings' })}
            />
          </span>
        ) : null
      }
      actions={
        <>
          {shows && <CopyButton code={() => ui.app.code(token.id)?.code ?? null} />}
          <Button look="quiet" onPress={() => ui.router.go({ at: 'details', id: token.id })}>
            {words.details}
          </Button>
          {ui.platform.extraTokenActions?.(token, 'token', language)}
          <p class="foot">
            <span>{words.validUntil(formatDate(token.expiresAt, language))}</span>
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
      {token.renewalDue && token.standing === 'ready' && (
        <Notice tone="danger">
          <p>{words.renewalDue(formatDate(token.expiresAt, language))}</p>
        </Notice>
      )}
    </Screen>
  );
}
