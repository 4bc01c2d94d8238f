import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { TokenView } from '../../core/app/types.ts';
import { Button } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import { tokenNotes, tokenTitle } from '../../core/ui/token-name.ts';
import { usePress } from '../../core/ui/use-press.ts';
import type { SiteInfo, SiteMode } from '../messages.ts';
import { type Grants, grantFor } from '../platform/grants.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';
import { ModeChoice } from '../surface/mode-choice.tsx';
import { extensionWords } from '../words.ts';
import { SiteState } from './site-state.tsx';
import { useSitePermission } from './use-site-permission.ts';
import { usePageWords } from './words.ts';

/** What the card of one site shows and does. */
export interface SiteCardProps {
  site: SiteInfo;
  /** The tokens whose codes belong there; none where only the permission is left. */
  tokens: readonly TokenView[];
  grants: Grants;
  permissions: SitePermissions;
  /** The last wish for another mode was not kept. */
  modeFailed: boolean;
  onMode: (mode: SiteMode) => void;
  /** The permission came or went. */
  onChange: () => void;
}

/** The browser's permission for this site: how it stands, and the button that changes it. */
function Permission({ site, tokens, grants, permissions, onChange }: SiteCardProps) {
  const ui = useUi();
  const words = usePageWords();
  const { refused, asking, stopFailed } = extensionWords[ui.language.value];
  const { origin, mode } = site;
  const { isAllowed, isAsking, isStopping, trouble, allow, stop } = useSitePermission({
    origin,
    permissions,
    onChange,
    onStopped: () => announce(ui, words.revoked),
  });
  const isWanted = mode === 'automatic' && tokens.some(({ otp }) => otp.kind === 'time');
  const isSingle = grantFor(grants, origin) !== null;
  return (
    <>
      {isAllowed.value === false && isWanted && (
        <Button look="quiet" busy={isAsking.value} onPress={allow}>
          <span class="hidden">{origin}: </span>
          {isAsking.value ? asking : words.allow}
        </Button>
      )}
      {isAllowed.value === true &&
        (isSingle ? (
          <Button look="line" busy={isStopping.value} onPress={stop}>
            <span class="hidden">{origin}: </span>
            {words.revoke}
          </Button>
        ) : (
          <p class="hint">{words.inBulkBody}</p>
        ))}
      {trouble.value && (
        <Notice tone="danger" alert>
          <p>
            {trouble.value === 'refused' ? refused : grants.bulk.length > 0 ? words.inBulkBody : stopFailed}
          </p>
        </Notice>
      )}
    </>
  );
}

/** The person's own tokens were bound here by the person, who may take that back; a bank's are the bank's word. */
function Unbind({ origin, tokens }: { origin: string; tokens: readonly TokenView[] }) {
  const ui = useUi();
  const words = usePageWords();
  const failed = useSignal(false);
  const { isBusy, press: unbind } = usePress(
    async (id: string) => {
      failed.value = false;
      const { ok } = await ui.app.unbindOrigin(id, origin);
      failed.value = !ok;
      if (ok) announce(ui, words.unbound);
    },
    () => {
      failed.value = true;
    },
  );
  return (
    <>
      {tokens
        .filter(({ source }) => source === 'own')
        .map((token) => (
          <Button key={token.id} look="text" busy={isBusy.value} onPress={() => unbind(token.id)}>
            <span class="hidden">{origin}: </span>
            {words.unbind(tokenTitle(token, ui.language.value))}
          </Button>
        ))}
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.unbindFailed}</p>
        </Notice>
      )}
    </>
  );
}

/** One site: its exact name, whose codes belong there, how they come there, and the permission. */
export function SiteCard(props: SiteCardProps) {
  const { site, tokens, grants, modeFailed, onMode } = props;
  const { language } = useUi();
  const words = usePageWords();
  const { allowed, notAllowed } = extensionWords[language.value];
  const heading = useId();
  const isNeeded = tokens.length > 0;
  // Also where the token has gone: here alone a site that was switched off can be switched on for the next one.
  const hasChoice = isNeeded || site.mode !== 'automatic';
  return (
    <section class="group site-card" aria-labelledby={heading}>
      <h2>
        <span class="site-name" id={heading}>
          {site.origin}
        </span>
        <SiteState
          isAllowed={site.allowed}
          text={site.allowed ? (grantFor(grants, site.origin) !== null ? allowed : words.inBulk) : notAllowed}
        />
      </h2>
      {isNeeded && (
        <ul class="site-tokens">
          {tokens.map((token) => (
            <li key={token.id}>
              {[tokenTitle(token, language.value), ...tokenNotes(token, language.value)].join(' · ')}
            </li>
          ))}
        </ul>
      )}
      {!isNeeded && site.allowed && (
        <Notice title={words.unneeded}>
          <p>{words.unneededBody}</p>
        </Notice>
      )}
      {hasChoice && (
        <ModeChoice
          mode={site.mode}
          isEvent={isNeeded && tokens.every(({ otp }) => otp.kind === 'event')}
          isAllowed={site.allowed}
          {...(isNeeded ? {} : { hint: words.noToken })}
          failed={modeFailed}
          onMode={onMode}
        />
      )}
      <Permission {...props} />
      {isNeeded && <Unbind origin={site.origin} tokens={tokens} />}
    </section>
  );
}
