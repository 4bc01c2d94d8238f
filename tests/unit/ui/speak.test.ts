import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../core/i18n/language.ts';
import { en } from '../../../core/ui/messages/en.ts';
import { ja } from '../../../core/ui/messages/ja.ts';
import type { Words } from '../../../core/ui/messages.ts';
import { loadSpeech } from '../../../core/ui/speak.ts';

/** Loads when told to, and says what was asked for. */
function scripted(fails: Language[] = []) {
  const asked: Language[] = [];
  const one = (language: Language, words: Words) => async () => {
    asked.push(language);
    if (fails.includes(language)) throw new Error('not to be had');
    return words;
  };
  return { asked, fails, load: { ja: one('ja', ja), en: one('en', en) } };
}
/** What was asked for has come. */
const settled = () => new Promise((done) => setImmediate(done));

describe('the words on the screen', () => {
  it('are loaded for the wanted language only', async () => {
    const { asked, load } = scripted();
    const { language, words } = await loadSpeech(signal('en'), load);
    expect(language.value).toBe('en');
    expect(words.value).toBe(en);
    expect(asked).toEqual(['en']);
  });
  it('follow a change of mind, language and words together', async () => {
    const wanted = signal<Language | null>('ja');
    const { language, words } = await loadSpeech(wanted, scripted().load);
    wanted.value = 'en';
    expect([language.value, words.value]).toEqual(['ja', ja]);
    await settled();
    expect([language.value, words.value]).toEqual(['en', en]);
  });
  it('stay as they are when the others cannot be had', async () => {
    const wanted = signal<Language | null>('ja');
    const { language, words } = await loadSpeech(wanted, scripted(['en']).load);
    wanted.value = 'en';
    await settled();
    expect([language.value, words.value]).toEqual(['ja', ja]);
  });
  it('stay when the person has gone back meanwhile', async () => {
    const wanted = signal<Language | null>('ja');
    const { language } = await loadSpeech(wanted, scripted().load);
    wanted.value = 'en';
    wanted.value = 'ja';
    await settled();
    expect(language.value).toBe('ja');
  });
  it('are the other language’s where the wanted ones cannot be had at first', async () => {
    const { language } = await loadSpeech(signal('ja'), scripted(['ja']).load);
    expect(language.value).toBe('en');
  });
  it('are missing only where neither can be had', async () => {
    await expect(loadSpeech(signal('ja'), scripted(['ja', 'en']).load)).rejects.toThrow();
  });
});

describe('the two languages', () => {
  it('say the same things in the same form', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort());
    for (const key of Object.keys(ja) as (keyof Words)[]) expect(typeof en[key], key).toBe(typeof ja[key]);
  });
});
