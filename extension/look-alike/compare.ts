import type { Resemblance, ResemblesReason } from '../messages.ts';
import { isLoginLike, isSameForm, type PageLook } from './look.ts';
import { type NameKinship, nearOrigin } from './near-name.ts';
import { isNamedIn, isSameTitle, isSimilarTitle } from './title.ts';

/** An origin on which the person has a token, and what is known of who is there. */
export interface KnownSite {
  origin: string;
  /** What the institution that issued the token and its service are called; none for tokens of the person's own. */
  names: readonly string[];
  /** Looks of its pages where a code was filled. */
  looks: readonly PageLook[];
  /** Of the person's own binding: services run under their name in many countries, banks do not. */
  isOwn: boolean;
}

const isNear = (kinship: NameKinship, site: KnownSite, asks: boolean): boolean =>
  kinship === 'near' || (kinship === 'namesake' && (asks || !site.isOwn)) || (kinship === 'faint' && asks);

function reasonsFor(shown: string, page: PageLook | null, site: KnownSite): ResemblesReason[] {
  const kinship = nearOrigin(shown, site.origin);
  const asks = page !== null && isLoginLike(page);
  const reasons: ResemblesReason[] = [];
  if (isNear(kinship, site, asks)) reasons.push('name');
  if (!page || !asks) return reasons;
  const isTitled =
    site.looks.some(({ title }) => isSameTitle(title, page.title)) ||
    site.names.some((name) => isNamedIn(page.title, name));
  if (isTitled) reasons.push('title');
  const isBuilt = site.looks.some(
    (look) =>
      isSameForm(look, page) && (kinship !== null || isTitled || isSimilarTitle(look.title, page.title)),
  );
  if (isBuilt) reasons.push('form');
  return reasons;
}

/**
 * Whether the page at `shown` (its origin) resembles one of the `sites` without being it: the one it has most
 * in common with. Nothing resembles where the page is one of them, or on another host of a registered name
 * that is one of theirs. `page` is `null` where it could not be read.
 */
export function findResemblance(
  shown: string,
  page: PageLook | null,
  sites: readonly KnownSite[],
): Resemblance | null {
  if (sites.some(({ origin }) => nearOrigin(shown, origin) === 'same-site')) return null;
  const [most] = sites
    .map((site) => ({ bank: site.origin, reasons: reasonsFor(shown, page, site) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length);
  return most ? { shown, ...most } : null;
}
