// @vitest-environment jsdom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenApp } from '../../../core/app/types.ts';
import { renderPopup } from '../../../extension/popup/render.tsx';
import { createFakeTokenApp, fakeOwnToken, fakeToken } from '../../support/fake-token-app.ts';
import { popupSiteOf } from '../../support/popup-gallery/popup-site.ts';
import { POPUP_SCENES, type PopupScene } from '../../support/popup-gallery/scenes.ts';

const HERE = 'https://mail.example';
const AT = Date.UTC(2026, 10, 22, 6, 0, 19);

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

interface Shown extends ReturnType<typeof popupSiteOf> {
  app: TokenApp & { said: string[] };
  text(): string;
  buttons(): string[];
  press(name: string): void;
  /** Waits until `text` is shown. */
  see(text: string): Promise<void>;
}

async function show(scene: PopupScene | string): Promise<Shown> {
  const given = typeof scene === 'string' ? POPUP_SCENES[scene] : scene;
  if (!given) throw new Error('no such scene');
  const tab = popupSiteOf(given);
  const app = createFakeTokenApp({ ...given.setting, preferences: { language: 'ja' } });
  await renderPopup({
    root,
    app,
    site: tab.site,
    copy: async () => true,
    losesPasskeys: given.losesPasskeys ?? false,
  });
  const buttons = () => [...root.querySelectorAll('button')];
  const text = () => root.textContent;
  return {
    ...tab,
    app,
    text,
    buttons: () => buttons().map((button) => button.textContent),
    press(name) {
      const button = buttons().find((one) => one.textContent.includes(name));
      if (!button) throw new Error(`no button ${name} among ${buttons().map((one) => one.textContent)}`);
      button.click();
    },
    see: (wanted) => vi.waitFor(() => expect(text()).toContain(wanted)),
  };
}

/** Codes as anybody could read, hear or copy them. */
const codes = () => root.querySelectorAll('[data-part=code], .popup-row-code, [data-part=next]').length;
const focused = () => document.activeElement?.textContent;

describe('on a page that resembles the person’s bank', () => {
  it.each(['look-alike', 'look-alike-locked'])(
    'names both origins, and shows no code and no way to one (%s)',
    async (scene) => {
      const popup = await show(scene);
      const found = popup.lookAlike.value;
      if (typeof found !== 'object' || found === null) throw new Error('not such a scene');
      expect(popup.text()).toContain(found.shown);
      expect(popup.text()).toContain(found.bank);
      expect(root.querySelector('[role=alert]')?.contains(document.activeElement)).toBe(true);
      expect(codes()).toBe(0);
      const real = found.isBank ? '本物の銀行のサイトを開く' : '本物のサイトを開く';
      expect(popup.buttons()).toEqual([real, 'Fudaを開く']);
      expect(root.querySelector('input, form')).toBeNull();
      popup.press(real);
      expect(popup.said).toEqual([`openBank ${found.bank}`]);
    },
  );

  it('speaks of no bank where the site copied is known by a token of the person’s own', async () => {
    const popup = await show('look-alike-own');
    expect(popup.text()).toContain('似た別のサイトです');
    expect(popup.text()).not.toContain('あなたの銀行');
    expect(popup.text()).toContain('銀行のときは、銀行へ電話');
    expect(popup.buttons()).toEqual(['本物のサイトを開く', 'Fudaを開く']);
    expect(codes()).toBe(0);
  });

  it('shows no code before the page was looked at, and warns once it was', async () => {
    const popup = await show('checking');
    expect(codes()).toBe(0);
    expect(popup.buttons()).toEqual(['Fudaを開く']);
    popup.lookAlike.value = {
      shown: 'https://a.example',
      bank: 'https://b.example',
      reasons: ['title'],
      isBank: true,
    };
    await popup.see('似た別のサイトです');
    expect(codes()).toBe(0);
  });

  it('leaves it to the person where the page could not be looked at', async () => {
    const popup = await show('unchecked');
    expect(codes()).toBe(0);
    popup.press('パスワードを見る');
    await vi.waitFor(() => expect(codes()).toBe(1));
  });

  it('lets nobody wait on a page of the token’s own', async () => {
    await show({
      setting: { tokens: [fakeToken({ loginOrigins: [HERE] })], at: AT },
      origin: HERE,
      lookAlike: 'checking',
    });
    expect(codes()).toBe(1);
  });

  it('warns in place of the codes also when it is found out late, or after unlocking', async () => {
    const popup = await show({
      ...POPUP_SCENES['locked'],
      setting: { ...POPUP_SCENES['locked']!.setting, tokens: [fakeToken()], at: AT },
      origin: HERE,
      lookAlike: null,
    });
    popup.lookAlike.value = 'checking';
    await popup.app.unlock('1');
    await popup.see('確かめています');
    expect(codes()).toBe(0);
    popup.lookAlike.value = { shown: HERE, bank: 'https://b.example', reasons: ['form'], isBank: true };
    await popup.see('このページでは、パスワードを表示しません');
    expect(codes()).toBe(0);
  });
});

describe('a token of the person’s own, elsewhere', () => {
  const scene: PopupScene = { setting: { tokens: [fakeOwnToken()], at: AT }, origin: HERE };

  it('is filled there once only after the whole origin was shown and asked about', async () => {
    const popup = await show(scene);
    expect(popup.buttons()).not.toContain('このページに入力');
    popup.press('このサイトで使う…');
    await popup.see('このサイトで使いますか');
    expect(root.querySelector('.origin')?.textContent).toBe(HERE);
    expect(focused()).toBe('このサイトで使いますか');
    expect(popup.said).toEqual([]);
    popup.press('今回だけ入力する');
    await popup.see('入力しました。');
    expect(popup.said).toEqual([`fillHere ${fakeOwnToken().id} ${HERE}`]);
    expect(popup.app.said).toEqual([]);
  });

  it('is bound to exactly that origin, and can be filled at once', async () => {
    const popup = await show(scene);
    popup.press('このサイトで使う…');
    await popup.see('これからも使う');
    popup.press('これからも使う');
    await popup.see('このページに入力');
    expect(popup.app.said).toEqual([`bindOrigin ${fakeOwnToken().id} ${HERE}`]);
    expect(popup.text()).toContain('このサイトで使うトークンがあります');
    popup.press('このページに入力');
    await popup.see('入力しました。');
    expect(popup.said).toEqual([`fillHere ${fakeOwnToken().id}`]);
  });

  it('can be thought better of, and the focus is not lost', async () => {
    const popup = await show(scene);
    popup.press('このサイトで使う…');
    await popup.see('やめる');
    popup.press('やめる');
    await vi.waitFor(() => expect(popup.text()).not.toContain('やめる'));
    popup.press('このサイトで使う…');
    await popup.see('やめる');
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    // One step back, and no further: the popup stays.
    expect(document.activeElement?.dispatchEvent(key)).toBe(false);
    await vi.waitFor(() => expect(popup.text()).not.toContain('やめる'));
    expect(popup.said).toEqual([]);
    expect(focused()).toContain('コピー');
  });

  it('is bound once, however often it is pressed, and says so when that fails in an unknown way', async () => {
    const popup = await show(scene);
    const fails: ((why: Error) => void)[] = [];
    Object.assign(popup.app, {
      bindOrigin: () => new Promise((_resolve, reject) => fails.push(reject)),
    });
    popup.press('このサイトで使う…');
    await popup.see('これからも使う');
    popup.press('これからも使う');
    popup.press('これからも使う');
    expect(fails).toHaveLength(1);
    fails[0]?.(new Error('the disk is gone'));
    await popup.see('保存できませんでした');
    // The question still stands, and can be answered anew.
    popup.press('これからも使う');
    expect(fails).toHaveLength(2);
  });

  it('says so when there are too many sites already', async () => {
    const popup = await show('own-too-many');
    popup.press('このサイトで使う…');
    await popup.see('これからも使う');
    popup.press('これからも使う');
    await popup.see('10まで');
  });

  it.each([
    ['an institution’s token', { setting: { tokens: [fakeToken()], at: AT }, origin: HERE }],
    ['a page over plain HTTP', { ...scene, origin: 'http://mail.example' }],
    ['a page of the browser’s own', { ...scene, origin: null }],
    ['an unknown page', { setting: scene.setting }],
    [
      'a token that is bound',
      { setting: { tokens: [fakeOwnToken({ loginOrigins: [HERE] })], at: AT }, origin: HERE },
    ],
  ] satisfies [string, PopupScene][])('is not offered for %s', async (_what, given) => {
    const popup = await show(given);
    expect(popup.buttons().join()).not.toContain('このサイトで使う');
  });

  it('is offered once only where no token can be bound', async () => {
    const popup = await show({ ...scene, origin: 'https://192.0.2.1' });
    popup.press('このサイトで使う…');
    await popup.see('今回だけ入力する');
    expect(popup.buttons()).not.toContain('これからも使う');
  });

  it('is warned of a name that is written in other letters than it is shown in', async () => {
    const popup = await show('own-foreign-name');
    popup.press('このサイトで使う…');
    await popup.see('https://xn--mdori-1ua.example');
    expect(popup.text()).toContain('そっくりの、別のサイトかもしれません');
  });
});

describe('the site at hand', () => {
  it('is switched in the popup, and nothing is filled where it is off', async () => {
    const popup = await show('automatic');
    const never = root.querySelector<HTMLInputElement>('input[value=never]');
    never?.click();
    await popup.see('ボタンを押しても入力しません');
    expect(popup.said).toEqual(['setMode never']);
    expect(popup.buttons()).not.toContain('このページに入力');
    expect(codes()).toBe(1);
  });

  it('offers no filling in by itself where every token is event-based', async () => {
    await show('event');
    const values = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(values.map(({ value, checked }) => [value, checked])).toEqual([
      ['ask', true],
      ['never', false],
    ]);
  });

  it('says nothing of an earlier choice that was not kept once another was made', async () => {
    const popup = await show('automatic');
    const answers: ((isKept: boolean) => void)[] = [];
    Object.assign(popup.site, { setMode: () => new Promise((resolve) => answers.push(resolve)) });
    root.querySelector<HTMLInputElement>('input[value=ask]')?.click();
    root.querySelector<HTMLInputElement>('input[value=never]')?.click();
    answers[1]?.(true);
    answers[0]?.(false);
    await Promise.resolve();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(root.querySelector('[role=alert]')).toBeNull();
  });

  it('says so when a change could not be kept', async () => {
    const popup = await show('mode-not-kept');
    root.querySelector<HTMLInputElement>('input[value=ask]')?.click();
    await popup.see('変えられませんでした');
  });

  it('is allowed on the full page, where the browser’s question closes nothing', async () => {
    const popup = await show('owned');
    popup.press('許可する画面を開く');
    expect(popup.said).toEqual(['openPage sites']);
  });

  it.each(['automatic', 'ask', 'never', 'event', 'foreign', 'own-elsewhere'])(
    'is not asked to be allowed where that changes nothing (%s)',
    async (scene) => {
      expect((await show(scene)).buttons()).not.toContain('許可する画面を開く');
    },
  );
});

describe('several tokens for one site', () => {
  it('are chosen from, by the person’s own names, before any is filled', async () => {
    const popup = await show('choose');
    expect(popup.text()).toContain('どのトークンを使いますか');
    expect(popup.buttons()).not.toContain('このページに入力');
    popup.press('母');
    await popup.see('このページに入力');
    expect(root.querySelector('.tag-memo')?.textContent).toContain('母');
    expect(popup.text()).toContain('ログインIDといっしょに覚え');
    expect(focused()).toBe('このページに入力');
    popup.press('このページに入力');
    await vi.waitFor(() => expect(popup.said).toEqual(['fillHere d']));
  });
});

describe('an event-based token', () => {
  it('shows no code by itself, and is filled at a press', async () => {
    const popup = await show('event');
    expect(codes()).toBe(0);
    expect(focused()).toBe('次のパスワードを入力');
    popup.press('次のパスワードを入力');
    // A second press before the first was answered would cost another counter.
    popup.press('次のパスワードを入力');
    await popup.see('入力しました。');
    expect(popup.said).toHaveLength(1);
    // Nor did the popup itself use one up.
    expect(popup.app.said).toEqual([]);
    expect(codes()).toBe(0);
  });
});

describe('the lock', () => {
  it('opens by the passkey, and falls back to the code in words', async () => {
    const popup = await show('passkey-cancelled');
    expect(focused()).toContain('端末のロックで開く');
    popup.press('端末のロックで開く');
    await popup.see('アプリロックコードを入れてください');
    expect(document.activeElement?.tagName).toBe('INPUT');
  });

  it('offers the full page where the browser’s question once closed the popup', async () => {
    const popup = await show('passkey-cut-off');
    expect(popup.text()).toContain('この小さな画面が先に閉じました');
    expect(document.activeElement?.tagName).toBe('INPUT');
    popup.press('大きな画面で開く');
    expect(popup.said).toEqual(['openPage']);
  });

  it('still opens by the passkey there, for the popup may have been closed by a press beside it', async () => {
    const popup = await show('passkey-cut-off');
    popup.press('ここでもう一度試す');
    await vi.waitFor(() => expect(popup.app.status.value.at).toBe('open'));
    render(null, root);
    const { setting } = POPUP_SCENES['passkey-cancelled']!;
    const again = await show({ ...POPUP_SCENES['passkey-cut-off'], setting });
    document.querySelector<HTMLElement>('.popup-link')?.focus();
    again.press('ここでもう一度試す');
    await again.see('アプリロックコードを入れてください');
    expect(document.activeElement?.tagName).toBe('INPUT');
  });
});

it('says so when a page could not be opened', async () => {
  expect((await show('not-opened')).text()).toContain('開けませんでした');
});

it('has the focus on what is mostly wanted, and leaves it where the person puts it', async () => {
  const popup = await show('filled');
  popup.state.value = 'idle';
  await vi.waitFor(() => expect(root.querySelector('.button-main')).not.toBeNull());
  const copy = [...root.querySelectorAll('button')].find((one) => one.textContent.includes('コピー'));
  copy?.focus();
  popup.state.value = 'waiting';
  await popup.see('次のパスワードを待っています');
  expect(document.activeElement).toBe(copy);
});

it('tells a screen reader once what was done in the page, and nothing by the second', async () => {
  const popup = await show({ ...POPUP_SCENES['automatic']!, state: 'waiting' });
  const live = () => root.querySelector('[aria-live]')?.textContent;
  expect(live()).toBe('');
  popup.state.value = 'filled';
  await vi.waitFor(() => expect(live()).toContain('このページに入力しました'));
  const others = [...root.querySelectorAll('[aria-live], [role=timer], [role=alert], [role=status]')];
  expect(others).toHaveLength(1);
});
