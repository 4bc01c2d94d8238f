import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BindResult, OwnTokenView } from '../../core/app/types.ts';
import { isBindableOrigin } from '../../core/token/origins.ts';
import { Button } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import { usePress } from '../../core/ui/use-press.ts';
import { FillHere } from './fill-here.tsx';
import { Origin } from './origin.tsx';
import type { PopupSite } from './site.ts';
import { popupWords } from './words.ts';

const FAILURES = {
  'not-own': 'useNoSite',
  'no-site': 'useNoSite',
  'too-many': 'useTooMany',
  'storage-full': 'useFailed',
  storage: 'useFailed',
} as const satisfies Record<Extract<BindResult, { ok: false }>['reason'], string>;

/** Whether a label of the host is an international name in its ASCII form (RFC 5890 §2.3.2.1). */
const hasForeignName = (origin: string): boolean => /(?:^|\.)xn--/u.test(new URL(origin).hostname);

/** Opens the question whether a token of the person's own is to be used on this site. */
export function UseHere({ isAsking }: { isAsking: Signal<boolean> }) {
  const words = popupWords[useUi().language.value];
  return (
    <div class="use-here">
      <Button
        look="line"
        onPress={() => {
          isAsking.value = true;
        }}
      >
        {words.useHere}
      </Button>
    </div>
  );
}

/**
 * A token of the person's own on a site that it is not bound to: the site's whole name first, then once or from
 * now on. Never for an institution's token.
 */
export function OtherSite(props: {
  site: PopupSite;
  token: OwnTokenView;
  origin: string;
  isAsking: Signal<boolean>;
}) {
  const { site, token, origin, isAsking } = props;
  const ui = useUi();
  const words = popupWords[ui.language.value];
  const failure = useSignal<Extract<BindResult, { ok: false }>['reason'] | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { isBusy, press: bind } = usePress(
    async () => {
      failure.value = null;
      const result = await ui.app.bindOrigin(token.id, origin);
      if (result.ok) {
        announce(ui, words.useBound);
        isAsking.value = false;
      } else failure.value = result.reason;
    },
    () => {
      failure.value = 'storage';
    },
  );
  const isForeign = hasForeignName(origin);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that goes back one step, wherever the focus is
    <section
      class="other-site"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        isAsking.value = false;
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {words.useTitle}
      </h2>
      <p>{words.useLead}</p>
      <p class="other-site-name">
        <Origin origin={origin} />
      </p>
      {isForeign && (
        <Notice tone="danger">
          <p>{words.useForeignName}</p>
        </Notice>
      )}
      <FillHere
        site={site}
        token={token}
        once={origin}
        look={isForeign ? 'quiet' : 'main'}
        label={words.useOnce}
      />
      {isBindableOrigin(origin) && (
        <Button look="quiet" busy={isBusy.value} onPress={bind}>
          {words.useAlways}
        </Button>
      )}
      {failure.value && (
        <Notice tone="danger" alert>
          <p>{words[FAILURES[failure.value]]}</p>
        </Notice>
      )}
      <Button
        look={isForeign ? 'main' : 'line'}
        onPress={() => {
          isAsking.value = false;
        }}
      >
        {words.useStop}
      </Button>
    </section>
  );
}
