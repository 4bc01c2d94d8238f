import { useUi } from '../../core/ui/context.ts';
import { extensionWords } from '../words.ts';
import { ownsSite } from './owns-site.ts';
import type { PopupSite } from './site.ts';

/** The page's full origin, and whether a token belongs to it; said in words, the dot only repeats it. */
export function SiteLine({ site }: { site: PopupSite }) {
  const ui = useUi();
  const words = extensionWords[ui.language.value];
  const open = site.open.value;
  const origin = open?.origin ?? null;
  const isOwned = ui.app.tokens.value.some((token) => ownsSite(token, origin));
  return (
    <div class={isOwned ? 'site-line site-owned' : 'site-line'}>
      <span class="hidden">{words.siteOf}: </span>
      <b>{origin ?? (open === null ? words.siteUnknown : words.siteNone)}</b>
      {origin !== null && <small>{isOwned ? words.siteOwned : words.siteForeign}</small>}
    </div>
  );
}
