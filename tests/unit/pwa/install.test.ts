import { describe, expect, it } from 'vitest';
import { installPort, systemOf } from '../../../pwa/install.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
const IPAD =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36';
const ANDROID_FIREFOX = 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36';

const MAC_CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36';

const open = (userAgent: string, more: { isStandalone?: boolean; maxTouchPoints?: number } = {}) => {
  const target = new EventTarget();
  const port = installPort({ userAgent, maxTouchPoints: 5, isStandalone: false, target, ...more });
  return { target, port };
};

/** The browser's question, answered with `outcome`. */
function question(outcome: 'accepted' | 'dismissed') {
  const asked = { times: 0 };
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    async prompt() {
      asked.times += 1;
      return { outcome };
    },
  });
  return { event, asked };
}

describe('putting the app on the home screen', () => {
  it('knows which instructions fit', () => {
    expect(systemOf({ userAgent: IPHONE, maxTouchPoints: 5 })).toBe('ios');
    expect(systemOf({ userAgent: IPAD, maxTouchPoints: 5 })).toBe('ios');
    expect(systemOf({ userAgent: IPAD, maxTouchPoints: 0 })).toBe('desktop');
    expect(systemOf({ userAgent: ANDROID, maxTouchPoints: 5 })).toBe('android');
    expect(systemOf({ userAgent: WINDOWS, maxTouchPoints: 0 })).toBe('desktop');
  });

  it('is done by hand where no browser of the system asks', () => {
    expect(open(IPHONE).port?.way.value).toBe('by-hand');
    expect(open(IPAD).port?.way.value).toBe('by-hand');
    expect(open(ANDROID_FIREFOX).port?.way.value).toBe('by-hand');
    expect(open(IPAD, { maxTouchPoints: 0 }).port?.way.value).toBe('by-hand');
    expect(open(ANDROID).port?.way.value).toBeNull();
    expect(open(WINDOWS).port?.way.value).toBeNull();
    expect(open(MAC_CHROME, { maxTouchPoints: 0 }).port?.way.value).toBeNull();
  });

  it('is not offered in the app that was put there', () => {
    expect(open(IPHONE, { isStandalone: true }).port).toBeUndefined();
  });

  it("holds the browser's question back until the person wants it, and asks it once", async () => {
    const { port, target } = open(ANDROID);
    const { event, asked } = question('accepted');
    target.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(port!.way.value).toBe('prompt');
    expect(asked.times).toBe(0);
    expect(await port!.prompt()).toBe(true);
    expect(port!.way.value).toBeNull();
    expect(await port!.prompt()).toBe(false);
    expect(asked.times).toBe(1);
  });

  it("takes a no: the browser's menu is left, and its next question when it asks again", async () => {
    const { port, target } = open(WINDOWS, { maxTouchPoints: 0 });
    target.dispatchEvent(question('dismissed').event);
    expect(await port!.prompt()).toBe(false);
    expect(port!.way.value).toBe('by-hand');
    expect(await port!.prompt()).toBe(false);
    target.dispatchEvent(question('accepted').event);
    expect(port!.way.value).toBe('prompt');
  });

  it("is over when it was done, also by the browser's own menu", () => {
    const { port, target } = open(ANDROID);
    target.dispatchEvent(question('accepted').event);
    target.dispatchEvent(new Event('appinstalled'));
    expect(port!.way.value).toBeNull();
  });
});
