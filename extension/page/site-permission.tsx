import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../../core/ui/components/button.tsx';
import { Icon } from '../../core/ui/components/icon.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import type { TokenPlace } from '../../core/ui/platform.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';
import { extensionWords } from '../words.ts';

export interface SitePermissionProps {
  /** The exact origin that a token's codes may be filled on. */
  origin: string;
  place: TokenPlace;
  permissions: SitePermissions;
  /** The permission came or went. */
  onChange: () => void;
}

/** `text` with `part` on a line of its own rather than broken in the middle, where it fits a line. */
function Whole({ text, part }: { text: string; part: string }) {
  const at = text.indexOf(part);
  return (
    <>
      {text.slice(0, at)}
      <span class="whole">{part}</span>
      {text.slice(at + part.length)}
    </>
  );
}

/** One login origin: whether codes are filled there, and the button that changes it. */
function Site({ origin, place, permissions, onChange }: SitePermissionProps) {
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const isAllowed = useSignal<boolean | null>(null);
  const trouble = useSignal<'refused' | 'stop-failed' | null>(null);
  const isAsking = useSignal(false);

  useEffect(() => {
    const look = async () => {
      const had = isAllowed.peek();
      isAllowed.value = await permissions.has(origin);
      if (had !== null && had !== isAllowed.value) onChange();
    };
    const lookQuietly = () => void look().catch(() => undefined);
    lookQuietly();
    return permissions.onChange(lookQuietly);
  }, [origin]);

  const allow = () => {
    if (isAsking.value) return;
    trouble.value = null;
    isAsking.value = true;
    // Directly in the click: a request made any later is refused by the browser.
    permissions
      .request(origin)
      .catch(() => false)
      .then((granted) => {
        isAsking.value = false;
        if (!granted) {
          trouble.value = 'refused';
          return;
        }
        isAllowed.value = true;
        announce(ui, words.allowedNote, false);
        onChange();
      });
  };
  const stop = async () => {
    trouble.value = null;
    if (!(await permissions.drop(origin).catch(() => false))) {
      trouble.value = 'stop-failed';
      return;
    }
    isAllowed.value = false;
    announce(ui, words.stopped);
    onChange();
  };

  return (
    <li class="site">
      <p class="site-origin">
        <span>{origin}</span>
        {isAllowed.value !== null && (
          <span class={isAllowed.value ? 'site-state site-state-on' : 'site-state'}>
            {isAllowed.value && <Icon name="check" />}
            {isAllowed.value ? words.allowed : words.notAllowed}
          </span>
        )}
      </p>
      {isAllowed.value === true && (
        <>
          <p class="hint">{words.allowedNote}</p>
          <Button look="line" onPress={() => void stop()}>
            <span class="hidden">{origin}: </span>
            {words.stop}
          </Button>
        </>
      )}
      {isAllowed.value === false && (
        <Button look={place === 'after-setup' ? 'main' : 'quiet'} busy={isAsking.value} onPress={allow}>
          {isAsking.value ? words.asking : <Whole text={words.allowOn(origin)} part={origin} />}
        </Button>
      )}
      {trouble.value && (
        <Notice tone="danger" alert>
          <p>{trouble.value === 'refused' ? words.refused : words.stopFailed}</p>
        </Notice>
      )}
    </li>
  );
}

/** Where this token's codes may be filled in, and why the browser has not been asked before. */
export function SitePermission({
  origins,
  ...rest
}: { origins: readonly string[] } & Omit<SitePermissionProps, 'origin'>) {
  const words = extensionWords[useUi().language.value];
  return (
    <section class="group sites">
      <h2>{words.siteHeading}</h2>
      {origins.length === 0 ? (
        <p class="hint">{words.siteNoOrigins}</p>
      ) : (
        <>
          <p class="hint">{words.siteWhy}</p>
          <ul class="site-list">
            {origins.map((origin) => (
              <Site key={origin} origin={origin} {...rest} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
