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

/** Suffixes under which a country registers (`co.jp`), told by the second label. */
const SECOND_LEVEL = new Set('co com or org ne net ac edu go gov gr ed lg ad mil nom ltd plc gob'.split(' '));
/** Suffixes under which anybody gets a name from a host: neighbours there are different owners. */
const SHARED = new Set(
  [
    'github.io gitlab.io pages.dev workers.dev vercel.app netlify.app web.app firebaseapp.com onrender.com fly.dev',
    'herokuapp.com appspot.com cloudfront.net azurewebsites.net s3.amazonaws.com amplifyapp.com run.app repl.co',
    'blogspot.com blogspot.jp wordpress.com wixsite.com weebly.com squarespace.com myshopify.com glitch.me',
    'fc2.com hatenablog.com hatenablog.jp jimdofree.com sakura.ne.jp xsrv.jp lolipop.jp translate.goog ngrok.io',
    'ngrok-free.app duckdns.org jp.net jp.org uk.com us.com eu.com cn.com jpn.com trycloudflare.com surge.sh',
  ]
    .join(' ')
    .split(' '),
);
/** No name in the DNS has more labels worth reading than these, from either end. */
const LABELS_KEPT = 16;
const LONGEST_LABEL = 63;

const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);

function suffixLength(labels: readonly string[]): number {
  for (const length of [3, 2]) if (SHARED.has(labels.slice(-length).join('.'))) return length;
  const [second = '', top = ''] = labels.slice(-2);
  return top.length === 2 && labels.length > 1 && SECOND_LEVEL.has(second) ? 2 : 1;
}

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
  const at = ascii.length - suffixLength(ascii) - 1;
  const labels = ascii.map((label) => labelToUnicode(label).toLowerCase());
  return {
    labels,
    own: Math.max(at, 0),
    name: labels[at] ?? null,
    site: at < 0 ? null : ascii.slice(at).join('.'),
  };
}
