import type { TokenView } from '../../core/app/types.ts';
import { Button } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import type { TokenPlace } from '../../core/ui/platform.ts';
import type { SiteMode } from '../messages.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';
import { modeWords } from '../surface/mode-words.ts';
import { extensionWords } from '../words.ts';
import type { SiteSource } from './site-source.ts';
import { SiteState } from './site-state.tsx';
import { useSitePermission } from './use-site-permission.ts';
import { useSites } from './use-sites.ts';
import { usePageWords } from './words.ts';

export interface SitePermissionProps {
  /** The exact origin that a token's codes may be filled on. */
  origin: string;
  place: TokenPlace;
  permissions: SitePermissions;
  /** How the person wants codes to come into the site; `null` until that is known. */
  mode: SiteMode | null;
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
function Site({ origin, place, permissions, mode, onChange }: SitePermissionProps) {
  const ui = useUi();
  const pageWords = usePageWords();
  const words = extensionWords[ui.language.value];
  const modes = modeWords[ui.language.value];
  const { isAllowed, isAsking, isStopping, trouble, allow, stop } = useSitePermission({
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
          <SiteState isAllowed={isAllowed.value} text={isAllowed.value ? words.allowed : words.notAllowed} />
        )}
      </p>
      {(mode === 'ask' || mode === 'never') && (
        <p class="hint">
          {mode === 'ask' ? modes.isAsk : modes.isNever} {pageWords.modeElsewhere}
        </p>
      )}
      {isAllowed.value === true && (
        <>
          {mode === 'automatic' && <p class="hint">{words.allowedNote}</p>}
          <Button look="line" busy={isStopping.value} onPress={stop}>
            <span class="hidden">{origin}: </span>
            {words.stop}
          </Button>
        </>
      )}
      {isAllowed.value === false && mode === 'automatic' && (
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
  source,
  ...rest
}: { token: TokenView; source: SiteSource } & Omit<SitePermissionProps, 'origin' | 'mode'>) {
  const { language } = useUi();
  const words = extensionWords[language.value];
  const modes = modeWords[language.value];
  const pageWords = usePageWords();
  const { loginOrigins: origins, otp } = token;
  const { view } = useSites(source, origins.join(' '));
  const now = view.value;
  const sites = now.at === 'here' ? now.sites : [];
  const modeOf = (origin: string): SiteMode | null =>
    now.at === 'loading' ? null : (sites.find((site) => site.origin === origin)?.mode ?? 'automatic');
  return (
    <section class="group sites">
      <h2>{words.siteHeading}</h2>
      {origins.length === 0 ? (
        <p class="hint">{token.source === 'own' ? pageWords.noSiteOwn : words.siteNoOrigins}</p>
      ) : otp.kind === 'event' ? (
        // Each of its codes costs a counter, so there is nothing to allow.
        <p class="hint">{modes.isEvent}</p>
      ) : (
        <>
          <p class="hint">{words.siteWhy}</p>
          <ul class="site-list">
            {origins.map((origin) => (
              <Site key={origin} origin={origin} mode={modeOf(origin)} {...rest} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
