import { useSignal } from '@preact/signals';
import type { TokenView } from '../../core/app/types.ts';
import type { Language } from '../../core/i18n/language.ts';
import { AskState } from '../../core/ui/components/ask-state.tsx';
import { BankLogin } from '../../core/ui/components/bank-login.tsx';
import { Button } from '../../core/ui/components/button.tsx';
import { CopyButton } from '../../core/ui/components/copy-button.tsx';
import { DigitGroups } from '../../core/ui/components/digit-groups.tsx';
import { Icon } from '../../core/ui/components/icon.tsx';
import { LongList } from '../../core/ui/components/long-list.tsx';
import { RenewalNotice } from '../../core/ui/components/renewal-notice.tsx';
import { TokenCode } from '../../core/ui/components/token-code.tsx';
import { useUi } from '../../core/ui/context.ts';
import { codeToUse, currentCode, isLate } from '../../core/ui/current-code.ts';
import { spellDigits } from '../../core/ui/digits.ts';
import { rowWords } from '../../core/ui/standing.ts';
import { tokenNotes, tokenTitle } from '../../core/ui/token-name.ts';
import { extensionWords } from '../words.ts';
import { FillHere } from './fill-here.tsx';
import { ownsSite, siteFirst } from './owns-site.ts';
import type { PopupSite } from './site.ts';

/** The person's own name for an institution's token; what tells a token of the person's own from its like. */
const noteBeside = (token: TokenView, language: Language): string | null =>
  token.source === 'issuer' ? token.displayName : (tokenNotes(token, language)[0] ?? null);

/** One of the others: a press makes it the large one. */
function Row({ token, onPress }: { token: TokenView; onPress: () => void }) {
  const ui = useUi();
  const view = currentCode(ui, token);
  const instead = view ? null : rowWords(ui, token);
  const note = noteBeside(token, ui.language.value);
  return (
    <button type="button" class="popup-row" onClick={onPress}>
      <span class="popup-row-name">
        {tokenTitle(token, ui.language.value)}
        {note && <small> {note}</small>}
      </span>
      {view ? (
        <span class={isLate(view) ? 'popup-row-code late' : 'popup-row-code'}>
          <span class="digit-groups" aria-hidden="true">
            <DigitGroups digits={view.code} />
          </span>
          <span class="hidden">{spellDigits(view.code)}</span>
        </span>
      ) : (
        <span class={instead?.isTrouble ? 'popup-row-standing popup-row-trouble' : 'popup-row-standing'}>
          {instead?.text}
        </span>
      )}
    </button>
  );
}

/** What was done in the page, in the foot of its token's tag; `undefined` leaves the tag's own words. */
function StateNote({ site }: { site: PopupSite }) {
  const words = extensionWords[useUi().language.value];
  return site.state.value === 'filled' ? (
    <span class="popup-filled">
      <Icon name="check" />
      {words.stateFilled}
    </span>
  ) : (
    <span>{words.stateWaiting}</span>
  );
}

/** The token for this page large, with what can be done; the others below. */
export function Tokens({ site }: { site: PopupSite }) {
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const picked = useSignal<string | null>(null);
  const origin = site.open.value?.origin ?? null;
  const tokens = siteFirst(ui.app.tokens.value, origin);
  const shown = tokens.find(({ id }) => id === picked.value) ?? tokens[0];
  if (!shown) return null;
  const others = tokens.filter((token) => token !== shown);
  const isOwned = ownsSite(shown, origin);
  const shows = currentCode(ui, shown) !== null;
  const canCopy = shows || codeToUse(ui, shown) !== null;
  const state = site.state.value;
  const hasNote = isOwned && (state === 'filled' || state === 'waiting');
  return (
    <>
      <TokenCode key={shown.id} token={shown} {...(hasNote ? { note: <StateNote site={site} /> } : {})} />
      <div class="popup-actions">
        {isOwned && shows ? <FillHere site={site} token={shown} /> : <BankLogin token={shown} />}
        {(shown.standing === 'paused' || shown.standing === 'suspended') && <AskState token={shown} />}
        {canCopy && (
          <CopyButton
            look={!isOwned && shown.otpEntry === null ? 'main' : 'quiet'}
            code={() => codeToUse(ui, shown)}
          />
        )}
        {ui.app.hasLock.value && (
          <Button look="line" icon="lock" onPress={() => ui.app.lock()}>
            {words.lock}
          </Button>
        )}
      </div>
      {shown.source === 'issuer' && shown.renewalDue && (
        <RenewalNotice token={shown} onRenew={site.openPage} />
      )}
      {others.length > 0 && (
        <section>
          <h2 class="popup-heading">{words.otherTokens}</h2>
          <LongList
            items={others}
            label={words.otherTokens}
            className="popup-rows"
            row={(token) => (
              <Row
                token={token}
                onPress={() => {
                  picked.value = token.id;
                  scrollTo(0, 0);
                }}
              />
            )}
          />
        </section>
      )}
    </>
  );
}
