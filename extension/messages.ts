import type { Facts } from '../core/detect/facts.ts';

/**
 * The closed table of messages inside the extension. The background answers by *kind of sender*: what a
 * content script may say and what the extension's own pages may say are two lists, and anything else is
 * dropped without an answer. No message's payload is ever taken for a sender's origin. How they are read is the
 * background's: `background/read-message.ts`.
 */

/** From a content script in a bank's page. */
export type ContentMessage =
  /**
   * The page has these fields, in order: which take the code, and which is the login ID? The words they are weighed
   * by are too many for a page's thread.
   */
  | { kind: 'weigh'; fields: Facts[] }
  /**
   * A field for the code is here and is empty or ours: may it be filled? `username` is the login ID typed,
   * '' where its field is empty, `null` where the page has none; it picks among several people's tokens for the
   * same bank.
   */
  | { kind: 'ask'; username: string | null }
  /** A login ID's field is here but none for the code: a later page may ask for that. '' when it is empty. */
  | { kind: 'named'; username: string }
  /** The field that was asked for is not there any more. */
  | { kind: 'gone' }
  /** The code of `step` was written into the field. */
  | { kind: 'filled'; step: number }
  /** The form that held the code of `step` was submitted: that step is used. */
  | { kind: 'submitted'; step: number };

/** Characters of a login ID that are looked at. */
export const LONGEST_NAME = 256;

export type WeighMessage = ContentMessage & { kind: 'weigh' };

/** Answer to `weigh`: places among the fields. `more`: what stands around these entries has to be told as well. */
export type WeighAnswer = { otp: number[]; username: number[] } | { more: number[][] };

/** What the background answers to `ask`. `wakeIn` (ms): ask again then, if the field still waits. */
export type FillAnswer =
  | { kind: 'fill'; code: string; step: number; wakeIn: number }
  | { kind: 'wait'; wakeIn: number }
  | { kind: 'none' };

/** From the popup or the full page. */
export type PageMessage =
  /** Tokens, the lock or a permission changed: register scripts anew, mend the badge. */
  | { kind: 'changed' }
  /** Someone is using the extension: the idle lock starts counting again. */
  | { kind: 'touched' }
  /** What was done in a tab, for the popup to say. */
  | { kind: 'site'; tabId: number }
  /**
   * A person asked, in the popup, to fill this token's code in this tab. `once`: the origin that they were shown
   * before, where the token is of their own and not bound to it.
   */
  | { kind: 'fill-here'; tabId: number; tokenId: string; once?: string }
  /** Does what a tab shows resemble a bank of the person's without being it? */
  | { kind: 'resembles'; tabId: number }
  /** Every site that codes are for, and every site the browser still lets us into. */
  | { kind: 'sites' }
  /** A person decided how codes come into this site's pages. */
  | { kind: 'set-site-mode'; origin: string; mode: SiteMode };

/** The ways codes may come into a site's pages: by themselves, at a person's wish only, or not at all. */
export const SITE_MODES = ['automatic', 'ask', 'never'] as const;
export type SiteMode = (typeof SITE_MODES)[number];

/** Answer to `site`. */
export interface SiteAnswer {
  /**
   * 'waiting' for the next step; 'choose': several tokens belong here and none is picked; 'press': the token's
   * codes cost a counter, so a person has to ask for one.
   */
  state: 'filled' | 'waiting' | 'choose' | 'press' | 'locked' | 'idle';
  /** As the person set it for the site that the tab shows; 'automatic' while that cannot be read. */
  mode: SiteMode;
}

/** Answer to `sites`; `null` while the vault is locked. */
export interface SitesAnswer {
  sites: SiteInfo[] | null;
}

/** One site of the person's. */
export interface SiteInfo {
  /** Exactly as `location.origin` prints it, an international name in its ASCII form. */
  origin: string;
  /** Records of the tokens whose codes belong there; none where only the permission is left. */
  tokenIds: string[];
  /** Whether the browser lets us into its pages by ourselves. */
  allowed: boolean;
  mode: SiteMode;
}

/** Answer to `fill-here`. */
export interface FillHereAnswer {
  /**
   * 'unsure': the page was told to write and has not answered, so it may have written. 'not-allowed': the site is no
   * token's, or not this token's. 'no-token': there is none at all. 'no-code': the present one was used. 'suspended'
   * and those after it: why the token of this site shows no code.
   */
  outcome:
    | 'filled'
    | 'unsure'
    | 'no-field'
    | 'not-allowed'
    | 'no-token'
    | 'no-code'
    | 'suspended'
    | 'paused'
    | 'expired'
    | 'ended'
    | 'not-empty'
    | 'look-alike'
    | 'switched-off'
    | 'locked';
}

/** Why a page is taken for a copy: its name, its title (or a bank named in it), the build of its form. */
export type ResemblesReason = 'name' | 'title' | 'form';

/** Two sites that are alike: the origin a tab shows, and that of the person's own bank or other site; at least one reason. */
export interface Resemblance {
  shown: string;
  bank: string;
  reasons: ResemblesReason[];
}

/** Answer to `resembles`; `null`: nothing. */
export interface ResemblesAnswer {
  /** `isBank`: known to be an institution's site, not one that a person bound a token of their own to. */
  resembles: (Resemblance & { isBank: boolean }) | null;
  /** Whether the page let itself be read in time; else only its name was judged. */
  isRead: boolean;
}

/** From the background to a content script in one document. */
export type CommandMessage =
  /**
   * What is here to be filled with a code of so many digits (`null`: not known yet), before one is taken?
   * Answered with a `FieldAnswer`.
   */
  | { kind: 'look'; digits: number | null }
  /**
   * Write this code now; a person asked. `once`: it is of no step, so it is never renewed. Answered with
   * whether it stands in the field.
   */
  | { kind: 'write'; code: string; step: number; once: boolean };

/** Answer to `look`. */
export interface FieldAnswer {
  /**
   * Whether the field is empty or holds what is ours, and no word is being composed; `null` where there is no
   * field, or it takes no code of so many digits.
   */
  isFree: boolean | null;
  /** The step (or counter) of the code of ours that stands in it, not sent off yet; `null` for none. */
  holds: number | null;
  /** As in `ask`. */
  username: string | null;
}
