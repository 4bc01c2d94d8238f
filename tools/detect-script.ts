/**
 * The detector as a script of its own, `.output/detect.js`: `detect()` answers with the fields that take the
 * code in this frame, in order, from the code that the extension ships and by the same look into shadow trees.
 * `weigh()` tells of every entry what spoke for and against it.
 */
import { findOtpField, weighFields } from '../core/detect/find.ts';
import { wordsFrom } from '../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../core/detect/words.ts';
import { shadowRootsIn } from '../extension/content/shadow-root.ts';

const words = wordsFrom(WORD_SOURCES);

Object.assign(globalThis, {
  detect: () => findOtpField(document, { words, shadowRootsIn }).otp?.elements ?? [],
  detectAll: () => findOtpField(document, { words, shadowRootsIn }),
  weigh: () => weighFields(document, { words, shadowRootsIn }),
});
