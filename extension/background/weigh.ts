import type { Facts } from '../../core/detect/facts.ts';
import { judge } from '../../core/detect/judge.ts';
import { wordsFrom } from '../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../core/detect/words.ts';
import type { WeighAnswer } from '../messages.ts';

const words = wordsFrom(WORD_SOURCES);

/** Which of a page's fields take the code and which is the login ID, or of which more has to be told. Nothing is kept of it. */
export function weigh(fields: readonly Facts[]): WeighAnswer {
  const judged = judge(fields, words);
  return 'more' in judged
    ? judged
    : { otp: judged.otp?.places ?? [], username: judged.username?.places ?? [] };
}
