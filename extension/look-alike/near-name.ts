import { type HostParts, hostParts, plainHost } from './host.ts';
import { skeleton } from './skeleton.ts';
import { isTypo } from './typo.ts';

/**
 * How a host's name stands to a bank's. `same-site`: the same registered name, so the same owner, whatever is
 * before it. `near`: made to be, or easily, mistaken for it. `namesake`: just that name under another suffix.
 * `faint`: the name is in it, as any word may be.
 */
export type NameKinship = 'same-site' | 'near' | 'namesake' | 'faint' | null;

/** Words that copies put beside a bank's name; whoever is called "bank-card" or "bank-dental" has others. */
const LOGIN_WORDS =
  'login logon signin secure security safe verify verification auth otp onetime token account accounts online direct ib ebank netbank netbanking ebanking banking unlock update confirm support alert id sso access';
const OTHER_WORDS =
  'bank ginko ginkou net web www my app apps mobile sp service services customer info help center official user client portal jp japan co com';
const words = (text: string) => new Set(text.split(' ').map(skeleton));
const LOGIN = words(LOGIN_WORDS);
const BAIT = new Set([...LOGIN, ...words(OTHER_WORDS)]);
const LONGEST_WORD = 12;
const NO_MORE: ReadonlySet<string> = new Set();

/** Whether `text` is nothing but such words, one after the other, and digits. */
function isMadeOf(text: string, extra: ReadonlySet<string>): boolean {
  const reached = new Array<boolean>(text.length + 1).fill(false);
  reached[0] = true;
  for (let at = 0; at < text.length; at++) {
    if (!reached[at]) continue;
    if (/\d/.test(text.charAt(at))) reached[at + 1] = true;
    for (let end = at + 1; end <= Math.min(text.length, at + LONGEST_WORD); end++) {
      const word = text.slice(at, end);
      if (BAIT.has(word) || extra.has(word)) reached[end] = true;
    }
  }
  return reached[text.length] === true;
}

/** Whether `label` is `name` and, before or after it, only words that copies use. */
function isBaited(label: string, name: string, extra: ReadonlySet<string>): boolean {
  for (let at = label.indexOf(name); at >= 0; at = label.indexOf(name, at + 1)) {
    const before = label.slice(0, at);
    const after = label.slice(at + name.length);
    if (isMadeOf(before, extra) && isMadeOf(after, extra)) return true;
  }
  return false;
}

/** Whether a part between hyphens is a slip of `name`, and the others are only such words. */
function isBaitedTypo(label: string, name: string, extra: ReadonlySet<string>): boolean {
  const parts = label.split('-').map(skeleton);
  if (parts.length < 2) return false;
  const strange = parts.filter((part) => !isMadeOf(part, extra));
  const [only = '', ...more] = strange;
  return more.length === 0 && isTypo(only, name);
}

/** Whether `inner` stands in `outer`, one after the other. */
const holds = (outer: readonly string[], inner: readonly string[]): boolean =>
  outer.some((_, at) => inner.every((each, index) => outer[at + index] === each));

/** The bank's whole name with its suffix, further left in the host or written with hyphens in one label. */
function holdsSite(shown: HostParts, site: string): boolean {
  const labels = hostParts(site).labels;
  if (holds(shown.labels.map(skeleton), labels.map(skeleton))) return true;
  const parts = labels.flatMap((label) => label.split('-')).map(skeleton);
  return shown.labels.some((label) => holds(label.split('-').map(skeleton), parts));
}

/** A name such as `aobabank` without "bank": copies drop it. Alone, that is often another company. */
function coreOf(name: string): string | null {
  const core = name.replace(/^bank|bank$/, '');
  return core !== name && core.length >= 4 && !BAIT.has(core) ? core : null;
}

function labelKinship(label: string, bankName: string, extra: ReadonlySet<string>): NameKinship {
  const seen = skeleton(label);
  const name = skeleton(bankName);
  if (seen === name) return label === bankName ? 'namesake' : name.length > 2 ? 'near' : 'faint';
  // `bank.example` is not the only one that may call itself a bank.
  if (name.length < 3 || isMadeOf(name, NO_MORE)) return null;
  if (isTypo(seen, name) || isBaited(seen, name, extra) || isBaitedTypo(label, name, extra)) return 'near';
  const core = coreOf(name);
  const rest = core !== null && seen.includes(core) ? seen.replace(core, '') : '';
  return rest !== '' && [...LOGIN].some((word) => rest.includes(word)) && isMadeOf(rest, extra)
    ? 'near'
    : null;
}

/**
 * How `host` (as `URL` prints it: ASCII, IDN in Punycode) stands to `bankHost`. Addresses are nobody's name:
 * nothing is near them. Takes any text, in bounded time.
 */
export function nearName(host: string, bankHost: string): NameKinship {
  if (plainHost(host) === plainHost(bankHost)) return 'same-site';
  const shown = hostParts(host);
  const bank = hostParts(bankHost);
  if (bank.name === null || bank.site === null || shown.labels.length === 0) return null;
  if (shown.site === bank.site) return 'same-site';
  if (holdsSite(shown, bank.site)) return 'near';
  const extra = new Set(bank.site.split('.').slice(1).map(skeleton));
  const name = skeleton(bank.name);
  const own = shown.name === null ? null : labelKinship(shown.name, bank.name, extra);
  if (own === 'namesake') return name.length < 3 || isMadeOf(name, NO_MORE) ? 'faint' : own;
  if (own === 'near') return own;
  for (const label of shown.labels.slice(0, shown.own)) {
    const kinship = labelKinship(label, bank.name, extra);
    // On the left anybody may write any word; a copy's way of writing it is no accident there either.
    if (kinship === 'namesake' && name.length >= 5) return 'faint';
    if (kinship === 'near' && !isTypo(skeleton(label), name)) return kinship;
  }
  return own;
}

/** As `nearName`, of whole origins: the same host over another scheme or port is not the bank, and near it. */
export function nearOrigin(shown: string, bank: string): NameKinship {
  if (shown === bank) return 'same-site';
  if (!URL.canParse(shown) || !URL.canParse(bank)) return null;
  const [here, there] = [new URL(shown), new URL(bank)];
  // Addresses and this machine's plain name stand for no one in particular; their ports are many.
  const isNamed = hostParts(there.hostname).site !== null;
  if (plainHost(here.hostname) === plainHost(there.hostname)) return isNamed ? 'near' : 'same-site';
  const kinship = nearName(here.hostname, there.hostname);
  // On this machine whoever has a port has every name on it: there a port tells owners apart.
  const isLocal = plainHost(there.hostname).endsWith('.localhost');
  return kinship === 'same-site' && isLocal && here.port !== there.port ? 'near' : kinship;
}
