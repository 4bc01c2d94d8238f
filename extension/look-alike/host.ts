import { sharedSuffixLength } from '../../core/token/shared-names.ts';
import { labelToUnicode } from './punycode.ts';

/** A host, taken apart. */
export interface HostParts {
  /** Its labels as a person is shown them (Unicode), the leftmost first. */
  labels: string[];
  /** How many of them stand left of the registered one. */
  own: number;
  /** The label somebody registered, Unicode; `null` for addresses and for bare suffixes. */
  name: string | null;
  /** The registered name with its suffix, as the platform writes it: whose host it is. `null` like `name`. */
  site: string | null;
}

/** No name in the DNS has more labels worth reading than these, from either end. */
const LABELS_KEPT = 16;
const LONGEST_LABEL = 63;

const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);

/** Without dots at its end: they name the same host. */
export const plainHost = (hostname: string): string => hostname.toLowerCase().replace(/\.{1,4}$/, '');

/** Takes a host as `URL` prints it apart. Any text is taken; work and result are bounded. */
export function hostParts(hostname: string): HostParts {
  const host = plainHost(hostname);
  if (host === '' || isAddress(host)) return { labels: [], own: 0, name: null, site: null };
  const all = host.split('.');
  const kept =
    all.length > 2 * LABELS_KEPT ? [...all.slice(0, LABELS_KEPT), ...all.slice(-LABELS_KEPT)] : all;
  const ascii = kept.map((label) => label.slice(0, LONGEST_LABEL));
  const at = ascii.length - sharedSuffixLength(ascii) - 1;
  const labels = ascii.map((label) => labelToUnicode(label).toLowerCase());
  return {
    labels,
    own: Math.max(at, 0),
    name: labels[at] ?? null,
    site: at < 0 ? null : ascii.slice(at).join('.'),
  };
}
