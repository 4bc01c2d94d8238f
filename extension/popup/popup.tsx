import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../core/app/types.ts';
import { Announcer } from '../../core/ui/components/announcer.tsx';
import { Button } from '../../core/ui/components/button.tsx';
import { Mark } from '../../core/ui/components/mark.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { PasskeyButton } from '../../core/ui/components/passkey-button.tsx';
import { UnlockForm } from '../../core/ui/components/unlock-form.tsx';
import { useUi, useWords } from '../../core/ui/context.ts';
import { StorageNotices } from '../../core/ui/screens/storage-notices.tsx';
import { extensionWords } from '../words.ts';
import { LookAlikeAlarm, Unchecked } from './look-alike.tsx';
import { ownsSite } from './owns-site.ts';
import type { PopupSite } from './site.ts';
import { SiteLine } from './site-line.tsx';
import { Tokens } from './tokens.tsx';
import { useWholeHeight } from './whole-height.ts';
import { popupWords } from './words.ts';

/** One heading, some words, one way on. */
function Plain(props: { title: string; children?: ComponentChildren; action: string; onPress: () => void }) {
  return (
    <>
      <h1>
        {props.title.split('\n').map((line) => (
          <span key={line} class="phrase">
            {line}
          </span>
        ))}
      </h1>
      {props.children}
      <Button onPress={props.onPress}>{props.action}</Button>
    </>
  );
}

/** What the popup is drawn from beside the app. */
export interface PopupProps {
  site: PopupSite;
  /** The browser's question for a passkey once closed this popup: the full page asks instead. */
  losesPasskeys: boolean;
}

/** The lock: what opening it is good for here, and the code or the passkey. */
function Lock(props: PopupProps & { failures: number; waitUntil: number | null; passkey: boolean }) {
  const { site, losesPasskeys, passkey, failures, waitUntil } = props;
  const words = useWords();
  const ui = useUi();
  const own = popupWords[ui.language.value];
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = (what: string) => heading.current?.parentElement?.querySelector<HTMLElement>(what)?.focus();
  // The field for the code takes the focus itself where there is no passkey.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) focus('.button-main');
  }, []);
  return (
    <>
      <h1 ref={heading}>{words.lockedTitle}</h1>
      {site.state.value === 'locked' && <p class="lead">{own.unlockToFill}</p>}
      {passkey && losesPasskeys && (
        <Notice>
          <p>{own.passkeyCutOff}</p>
        </Notice>
      )}
      <UnlockForm failures={failures} waitUntil={waitUntil} passkey={passkey && !losesPasskeys} />
      {passkey && losesPasskeys && (
        <>
          <Button look="line" icon="finger" onPress={() => site.openPage()}>
            {own.passkeyInPage}
          </Button>
          {/* A popup also closes when somebody presses beside it: an answer heard here ends the detour. */}
          <PasskeyButton
            label={own.passkeyTryHere}
            look="text"
            ask={() => ui.app.unlockWithPasskey()}
            onFailure={() => focus('input')}
          />
        </>
      )}
    </>
  );
}

function Content(props: PopupProps) {
  const { site } = props;
  const ui = useUi();
  const words = useWords();
  const own = extensionWords[ui.language.value];
  const status = ui.app.status.value;
  switch (status.at) {
    case 'starting':
      return <h1 class="hidden">{own.popupTitle}</h1>;
    case 'unavailable':
      return (
        <Plain
          title={words[`${status.reason}Title`]}
          action={own.troubleOpen}
          onPress={() => site.openPage()}
        >
          <Notice tone="danger">
            <p>{words[`${status.reason}Body`]}</p>
          </Notice>
        </Plain>
      );
    case 'gone':
      return (
        <Plain title={words.goneTitle} action={own.goneOpen} onPress={() => site.openPage()}>
          <p class="lead">{words.goneBody}</p>
        </Plain>
      );
    case 'locked':
      return (
        <Lock {...props} failures={status.failures} waitUntil={status.waitUntil} passkey={status.passkey} />
      );
    case 'open':
      return ui.app.tokens.value.length === 0 ? (
        <>
          <Plain title={own.welcomeTitle} action={own.welcomeBegin} onPress={() => site.openPage()}>
            <p class="lead">{own.welcomeLead}</p>
          </Plain>
          <StorageNotices />
        </>
      ) : (
        <>
          <h1 class="hidden">{own.popupTitle}</h1>
          {isHeldBack(ui.app.tokens.value, site) ? <Unchecked site={site} /> : <Tokens site={site} />}
          <StorageNotices />
        </>
      );
  }
}

/** Whether codes wait: on a page that is no token's, until it is known that it does not pass itself off as a bank. */
function isHeldBack(tokens: readonly TokenView[], site: PopupSite): boolean {
  const { value: found } = site.lookAlike;
  if (found !== 'checking' && found !== 'late') return false;
  const origin = site.open.value?.origin ?? null;
  return !tokens.some((token) => ownsSite(token, origin));
}

/** The popup: where the person is, the code for there, and what can be done with it. */
export function Popup(props: PopupProps) {
  const { site } = props;
  const ui = useUi();
  const own = extensionWords[ui.language.value];
  const status = ui.app.status.value.at;
  const hasTokens = status === 'open' && ui.app.tokens.value.length > 0;
  const { value: found } = site.lookAlike;
  // Before everything, locked or not: what is drawn otherwise would lend the page the bank's face.
  const alarming = typeof found === 'object' ? found : null;
  const content = useRef<HTMLDivElement>(null);
  useWholeHeight(content);
  return (
    <div ref={content} class={status === 'starting' ? 'popup popup-starting' : 'popup'}>
      <header class="popup-bar">
        {hasTokens && !alarming ? (
          <SiteLine site={site} />
        ) : (
          <span class="brand">
            <Mark />
            <span lang="en">Fuda</span>
          </span>
        )}
      </header>
      <main class="popup-main">
        {alarming ? <LookAlikeAlarm site={site} found={alarming} /> : <Content {...props} />}
      </main>
      {site.openFailed.value && (
        <Notice tone="danger" alert>
          <p>{popupWords[ui.language.value].openFailed}</p>
        </Notice>
      )}
      {(hasTokens || status === 'locked') && (
        <footer class="popup-foot">
          <button type="button" class="popup-link" onClick={() => site.openPage()}>
            {own.openPage}
          </button>
        </footer>
      )}
      <Announcer />
    </div>
  );
}
