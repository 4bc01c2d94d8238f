import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Announcer } from '../../core/ui/components/announcer.tsx';
import { Button } from '../../core/ui/components/button.tsx';
import { Mark } from '../../core/ui/components/mark.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { UnlockForm } from '../../core/ui/components/unlock-form.tsx';
import { useUi, useWords } from '../../core/ui/context.ts';
import { StorageNotices } from '../../core/ui/screens/storage-notices.tsx';
import { extensionWords } from '../words.ts';
import { ownsSite } from './owns-site.ts';
import type { PopupSite } from './site.ts';
import { SiteLine } from './site-line.tsx';
import { Tokens } from './tokens.tsx';
import { useWholeHeight } from './whole-height.ts';

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

function Content({ site }: { site: PopupSite }) {
  const ui = useUi();
  const words = useWords();
  const own = extensionWords[ui.language.value];
  const status = ui.app.status.value;
  switch (status.at) {
    case 'starting':
      return <h1 class="hidden">{own.popupTitle}</h1>;
    case 'unavailable':
      return (
        <Plain title={words[`${status.reason}Title`]} action={own.troubleOpen} onPress={site.openPage}>
          <Notice tone="danger">
            <p>{words[`${status.reason}Body`]}</p>
          </Notice>
        </Plain>
      );
    case 'gone':
      return (
        <Plain title={words.goneTitle} action={own.goneOpen} onPress={site.openPage}>
          <p class="lead">{words.goneBody}</p>
        </Plain>
      );
    case 'locked':
      return (
        <>
          <h1>{words.lockedTitle}</h1>
          <UnlockForm failures={status.failures} waitUntil={status.waitUntil} />
        </>
      );
    case 'open':
      return ui.app.tokens.value.length === 0 ? (
        <>
          <Plain title={own.welcomeTitle} action={own.welcomeBegin} onPress={site.openPage}>
            <p class="lead">{own.welcomeLead}</p>
          </Plain>
          <StorageNotices />
        </>
      ) : (
        <>
          <h1 class="hidden">{own.popupTitle}</h1>
          <Tokens site={site} />
          <StorageNotices />
        </>
      );
  }
}

/** Whether this site is filled by itself, and the way to everything else. */
function Foot({ site }: { site: PopupSite }) {
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const origin = site.open.value?.origin ?? null;
  const isOwned = ui.app.tokens.value.some((token) => token.standing === 'ready' && ownsSite(token, origin));
  return (
    <footer class="popup-foot">
      {isOwned && site.isAutomatic.value && <span>{words.autoOn}</span>}
      <button type="button" class="popup-link" onClick={site.openPage}>
        {isOwned && !site.isAutomatic.value ? words.autoOff : words.openPage}
      </button>
    </footer>
  );
}

/** The popup: where the person is, the code for there, and what can be done with it. */
export function Popup({ site }: { site: PopupSite }) {
  const ui = useUi();
  const status = ui.app.status.value.at;
  const hasTokens = status === 'open' && ui.app.tokens.value.length > 0;
  const content = useRef<HTMLDivElement>(null);
  useWholeHeight(content);
  return (
    <div ref={content} class={status === 'starting' ? 'popup popup-starting' : 'popup'}>
      <header class="popup-bar">
        {hasTokens ? (
          <SiteLine site={site} />
        ) : (
          <span class="brand">
            <Mark />
            <span lang="en">Fuda</span>
          </span>
        )}
      </header>
      <main class="popup-main">
        <Content site={site} />
      </main>
      {(hasTokens || status === 'locked') && <Foot site={site} />}
      <Announcer />
    </div>
  );
}
