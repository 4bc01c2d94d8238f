/** Suffixes under which a country registers (`co.jp`, `com.au`), told by the second label. */
const SECOND_LEVEL = new Set(
  'ac ad co com ed edu go gob gov gr info lg ltd mil ne net nom or org plc'.split(' '),
);

/**
 * Hosts that give a name below theirs to anybody: neighbours there are different owners. The whole list of public
 * suffixes is a hundred kilobytes and changes weekly; with exact origins it would only catch more slips.
 */
const GIVES_NAMES = new Set(
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

/** How many labels at the end of a host name (lower case, ASCII) belong to nobody alone: 1 to 3. */
export function sharedSuffixLength(labels: readonly string[]): number {
  for (const length of [3, 2]) if (GIVES_NAMES.has(labels.slice(-length).join('.'))) return length;
  const [second = '', top = ''] = labels.slice(-2);
  return top.length === 2 && labels.length > 1 && SECOND_LEVEL.has(second) ? 2 : 1;
}
