import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../core/app/types.ts';
import type { Language } from '../../core/i18n/language.ts';
import { isFillableOrigin } from '../../core/token/origins.ts';
import { AskState } from '../../core/ui/components/ask-state.tsx';
import { BankLogin } from '../../core/ui/components/bank-login.tsx';
import { Button } from '../../core/ui/components/button.tsx';
import { CopyButton } from '../../core/ui/components/copy-button.tsx';
import { DigitGroups } from '../../core/ui/components/digit-groups.tsx';
import { Icon } from '../../core/ui/components/icon.tsx';
import { LongList } from '../../core/ui/components/long-list.tsx';
import { RenewalNotice } from '../../core/ui/components/renewal-notice.tsx';
import { TokenCode } from '../../core/ui/components/token-code.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import { codeToUse, currentCode, isLate } from '../../core/ui/current-code.ts';
import { spellDigits } from '../../core/ui/digits.ts';
import { rowWords } from '../../core/ui/standing.ts';
import { tokenNotes, tokenTitle } from '../../core/ui/token-name.ts';
import { extensionWords } from '../words.ts';
import { Choose } from './choose.tsx';
import { FillHere } from './fill-here.tsx';
import { OtherSite, UseHere } from './other-site.tsx';
import { ownsSite, siteFirst } from './owns-site.ts';
import type { PopupSite } from './site.ts';
import { SiteModeSwitch } from './site-mode.tsx';
import { popupWords } from './words.ts';

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
function StateNote({ site, isPicked }: { site: PopupSite; isPicked: boolean }) {
  const { language } = useUi();
  const words = extensionWords[language.value];
  switch (site.state.value) {
    case 'filled':
      return (
        <span class="popup-filled">
          <Icon name="check" />
          {words.stateFilled}
        </span>
      );
    case 'waiting':
      return <span>{words.stateWaiting}</span>;
    default:
      return isPicked ? <span>{popupWords[language.value].chosenNote}</span> : null;
  }
}

const hasNote = ({ state }: PopupSite, isPicked: boolean): boolean =>
  state.value === 'filled' || state.value === 'waiting' || isPicked;

/** Says once what was done in the page while the popup is looked at; what it said at the beginning can be read. */
function useSpokenState(site: PopupSite): void {
  const ui = useUi();
  const state = site.state.value;
  const heard = useRef(state);
  useEffect(() => {
    if (heard.current === state) return;
    heard.current = state;
    const words = extensionWords[ui.language.peek()];
    if (state === 'filled') announce(ui, words.stateFilled, false);
    if (state === 'waiting') announce(ui, words.stateWaiting, false);
  }, [state]);
}

/** The large token's tag, and what can be done with it on this page. */
function Shown(props: { site: PopupSite; token: TokenView; isPicked: boolean }) {
  const { site, token, isPicked } = props;
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const origin = site.open.value?.origin ?? null;
  const isOwned = ownsSite(token, origin);
  const isEvent = token.otp.kind === 'event';
  const isReady = token.standing === 'ready' && !ui.app.isCovered(token.id);
  const isOff = isOwned && site.mode.value === 'never';
  const mayFillHere = isOwned && isReady && !isOff && (isEvent || currentCode(ui, token) !== null);
  const canCopy = codeToUse(ui, token) !== null;
  const isChosen = isPicked && mayFillHere;
  const note = isOwned && hasNote(site, isChosen) ? <StateNote site={site} isPicked={isChosen} /> : null;
  const isAsking = useSignal(false);
  const elsewhere =
    token.source === 'own' && isReady && !isOwned && origin !== null && isFillableOrigin(origin)
      ? { token, origin }
      : null;
  const actions = useRef<HTMLDivElement>(null);
  // The first focus is on what is mostly wanted; never away from where somebody has put it.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    const near = actions.current?.closest('.popup-main') ?? null;
    near?.querySelector<HTMLElement>('.button-main')?.focus({ preventScroll: true });
  }, [token.id, mayFillHere, isAsking.value]);
  if (elsewhere && isAsking.value)
    return (
      <>
        <TokenCode token={token} eventLook="quiet" />
        <OtherSite key={elsewhere.origin} site={site} {...elsewhere} isAsking={isAsking} />
      </>
    );
  return (
    <>
      <TokenCode token={token} {...(note ? { note } : {})} eventLook={mayFillHere ? 'quiet' : 'main'} />
      <div class="popup-actions" ref={actions}>
        {mayFillHere ? <FillHere site={site} token={token} /> : !isOwned && <BankLogin token={token} />}
        {(token.standing === 'paused' || token.standing === 'suspended') && <AskState token={token} />}
        {canCopy && (
          <CopyButton
            look={!mayFillHere && (isOwned || token.otpEntry === null) ? 'main' : 'quiet'}
            code={() => codeToUse(ui, token)}
          />
        )}
        {ui.app.hasLock.value && (
          <Button look="line" icon="lock" onPress={() => ui.app.lock()}>
            {words.lock}
          </Button>
        )}
        {elsewhere && <UseHere isAsking={isAsking} />}
      </div>
      {token.source === 'issuer' && token.renewalDue && (
        <RenewalNotice token={token} onRenew={() => site.openPage()} />
      )}
    </>
  );
}

/** The token for this page large, with what can be done; the others below. */
export function Tokens({ site }: { site: PopupSite }) {
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const picked = useSignal<string | null>(null);
  useSpokenState(site);
  const origin = site.open.value?.origin ?? null;
  const tokens = siteFirst(ui.app.tokens.value, origin);
  const here = tokens.filter((token) => token.standing === 'ready' && ownsSite(token, origin));
  const wanted = tokens.find(({ id }) => id === picked.value);
  const mustChoose =
    !wanted && here.length > 1 && site.state.value === 'choose' && site.mode.value !== 'never';
  const shown = wanted ?? tokens[0];
  if (!shown) return null;
  const others = tokens.filter((token) => (mustChoose ? !here.includes(token) : token !== shown));
  const pick = (id: string) => {
    picked.value = id;
    scrollTo(0, 0);
  };
  return (
    <>
      {mustChoose ? (
        <Choose tokens={here} onPick={pick} />
      ) : (
        <Shown key={shown.id} site={site} token={shown} isPicked={wanted !== undefined && here.length > 1} />
      )}
      {here.length > 0 && (
        <SiteModeSwitch site={site} isEvent={here.every(({ otp }) => otp.kind === 'event')} />
      )}
      {others.length > 0 && (
        <section>
          <h2 class="popup-heading">{words.otherTokens}</h2>
          <LongList
            items={others}
            label={words.otherTokens}
            className="popup-rows"
            row={(token) => <Row token={token} onPress={() => pick(token.id)} />}
          />
        </section>
      )}
    </>
  );
}
