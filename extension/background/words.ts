import { pickLanguage } from '../../core/i18n/language.ts';
import { extensionWords } from '../words.ts';

/** The extension's words in the browser's language: what a page was set to, the worker cannot read. */
export const workerWords = () => extensionWords[pickLanguage(navigator.languages)];
