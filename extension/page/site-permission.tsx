import type { TokenView } from '../../core/app/types.ts';
import { Button } from '../../core/ui/components/button.tsx';
import { Icon } from '../../core/ui/components/icon.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import type { TokenPlace } from '../../core/ui/platform.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';
import { extensionWords } from '../words.ts';
import { useSitePermission } from './use-site-permission.ts';
import { usePageWords } from './words.ts';

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
  const { isAllowed, isAsking, trouble, allow, stop } = useSitePermission({
    origin,
    permissions,
    onChange,
    onAllowed: () => announce(ui, words.allowedNote, false),
    onStopped: () => announce(ui, words.stopped),
  });

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
  token,
  ...rest
}: { token: TokenView } & Omit<SitePermissionProps, 'origin'>) {
  const words = extensionWords[useUi().language.value];
  const pageWords = usePageWords();
  const { loginOrigins: origins, source, otp } = token;
  return (
    <section class="group sites">
      <h2>{words.siteHeading}</h2>
      {origins.length === 0 ? (
        <p class="hint">{source === 'own' ? pageWords.noSiteOwn : words.siteNoOrigins}</p>
      ) : otp.kind === 'event' ? (
        // Each of its codes costs a counter, so there is nothing to allow.
        <p class="hint">{pageWords.byPress}</p>
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
