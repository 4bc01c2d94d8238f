/**
 * The kinds of words that the detector knows, without the words: those are in `words.ts`. They take long to be made
 * ready, so no page's script has them: it sends facts to the extension's worker, which weighs them.
 */
export type WordName =
  /** Said only of a one-time code that a token or an app shows. */
  | 'strong'
  /** Said of such codes, of mailed ones and of pictures alike: counts, but does not decide. */
  | 'medium'
  /** What any code may be called, and how one is asked to enter it. */
  | 'plain'
  /** The name of another thing, though it may speak of codes and tokens. */
  | 'other'
  /** Spare codes. */
  | 'recovery'
  /** The field itself says that its code comes another way, or is read from elsewhere. */
  | 'elsewhere'
  /** A code that was sent, or can be once more. */
  | 'sent'
  /** A token is being set up. */
  | 'setup'
  /** A page about other codes. */
  | 'topic'
  /** A token or an app gives the code here. */
  | 'device'
  /** Of `autocomplete`: another thing is wanted. */
  | 'purpose'
  /** What names a person: a login ID. */
  | 'account'
  /** Secrets that stay the same. */
  | 'secret'
  /** What payments, orders and sign-ups ask for, and no login. */
  | 'matter'
  /** Said where one logs in. */
  | 'login'
  /** What explains a name: brackets, whole sentences. */
  | 'aside';

/** The sources of the expressions. */
export type WordSources = Record<WordName, string>;

/** The expressions, matched on `normalise`d text. */
export type Words = Record<WordName, RegExp>;

/** Makes the expressions; sources must not group captures, for `strip`. Throws `SyntaxError` on what is none. */
export function wordsFrom(sources: WordSources): Words {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, new RegExp(source, 'u')]),
  ) as Words;
}
