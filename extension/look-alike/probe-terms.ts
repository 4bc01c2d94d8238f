import { WORD_SOURCES } from '../../core/detect/words.ts';
import { LONGEST_TITLE, MOST_CONTROLS } from './look.ts';

/** What the probe goes by. It runs in a page, where it reaches nothing else, so this is handed to it. */
export interface ProbeTerms {
  longestTitle: number;
  mostControls: number;
  /** Source of the expression for what a code is called; matched on normalised text. */
  codeWords: string;
}

/** The bounds of a look, and the words by which a code's field is found in a page that is filled. */
export const PROBE_TERMS: ProbeTerms = {
  longestTitle: LONGEST_TITLE,
  mostControls: MOST_CONTROLS,
  codeWords: `${WORD_SOURCES.strong}|${WORD_SOURCES.medium}`,
};
