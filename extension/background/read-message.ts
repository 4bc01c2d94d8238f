import { type Facts, LONGEST_AROUND, LONGEST_LABEL, MOST_FIELDS } from '../../core/detect/facts.ts';
import {
  type ContentMessage,
  LONGEST_NAME,
  type PageMessage,
  SITE_MODES,
  type SiteMode,
} from '../messages.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const hasOnly = (value: Record<string, unknown>, ...keys: string[]): boolean =>
  Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
const isStep = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
/** A scheme, a host name (253 characters, RFC 1035 §2.3.4) and a port. */
const LONGEST_ORIGIN = 270;
const isOrigin = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= LONGEST_ORIGIN &&
  /^https?:[^*]*$/u.test(value) &&
  URL.canParse(value) &&
  new URL(value).origin === value;
/** Whether `value` is one of the modes. */
export const isSiteMode = (value: unknown): value is SiteMode => SITE_MODES.some((mode) => mode === value);

const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length <= longest;
const isAround = (value: unknown): boolean =>
  isRecord(value) &&
  hasOnly(value, 'alone', 'near', 'all') &&
  typeof value['alone'] === 'boolean' &&
  [value['near'], value['all']].every((each) => isText(each, LONGEST_AROUND));
const FACTS = [
  'name',
  'id',
  'aria',
  'label',
  'autocomplete',
  'type',
  'isNumeric',
  'maxLength',
  'width',
  'form',
  'isAside',
];
const isFacts = (value: unknown): value is Facts => {
  if (!isRecord(value) || !hasOnly(value, ...FACTS, 'around')) return false;
  const { name, id, aria, label, autocomplete, type, isNumeric, maxLength, width, form, isAside, around } =
    value;
  return (
    [name, id, aria, label, autocomplete, type].every((each) => isText(each, LONGEST_LABEL)) &&
    [maxLength, width, form].every((each) => Number.isSafeInteger(each)) &&
    [isNumeric, isAside].every((each) => typeof each === 'boolean') &&
    (around === null || isAround(around))
  );
};

/** Exactly one of the content script's messages, or `null`. */
export function readContentMessage(value: unknown): ContentMessage | null {
  if (!isRecord(value)) return null;
  switch (value['kind']) {
    case 'ask': {
      const { username } = value;
      const fits = username === null || (typeof username === 'string' && username.length <= LONGEST_NAME);
      return hasOnly(value, 'kind', 'username') && fits ? { kind: 'ask', username } : null;
    }
    case 'named': {
      const { username } = value;
      const fits = typeof username === 'string' && username.length <= LONGEST_NAME;
      return hasOnly(value, 'kind', 'username') && fits ? { kind: 'named', username } : null;
    }
    case 'weigh': {
      const { fields } = value;
      const fits = Array.isArray(fields) && fields.length <= MOST_FIELDS && fields.every(isFacts);
      return hasOnly(value, 'kind', 'fields') && fits ? { kind: 'weigh', fields } : null;
    }
    case 'gone':
      return hasOnly(value, 'kind') ? { kind: 'gone' } : null;
    case 'filled':
    case 'submitted':
      return hasOnly(value, 'kind', 'step') && isStep(value['step'])
        ? { kind: value['kind'], step: value['step'] }
        : null;
    default:
      return null;
  }
}

/** Exactly one of the extension's own pages' messages, or `null`. */
export function readPageMessage(value: unknown): PageMessage | null {
  if (!isRecord(value)) return null;
  const { kind, tabId, tokenId, once, origin, mode } = value;
  switch (kind) {
    case 'changed':
    case 'touched':
    case 'sites':
      return hasOnly(value, 'kind') ? { kind } : null;
    case 'site':
    case 'resembles':
      return hasOnly(value, 'kind', 'tabId') && isStep(tabId) ? { kind, tabId } : null;
    case 'fill-here':
      if (!isStep(tabId) || typeof tokenId !== 'string') return null;
      if (hasOnly(value, 'kind', 'tabId', 'tokenId')) return { kind, tabId, tokenId };
      return hasOnly(value, 'kind', 'tabId', 'tokenId', 'once') && isOrigin(once)
        ? { kind, tabId, tokenId, once }
        : null;
    case 'set-site-mode':
      return hasOnly(value, 'kind', 'origin', 'mode') && isOrigin(origin) && isSiteMode(mode)
        ? { kind, origin, mode }
        : null;
    default:
      return null;
  }
}
