import { JSDOM } from 'jsdom';
import type { RunningBank } from './bank.ts';

/** One answer of the bank. */
export interface Page {
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
  document: Document;
}

export interface Visitor {
  cookies: Map<string, string>;
  get(path: string): Promise<Page>;
  /** Posts `fields` as they are; `origin: null` sends no Origin header. */
  post(
    path: string,
    fields: Record<string, string>,
    more?: { origin?: string | null; cookies?: boolean },
  ): Promise<Page>;
  /** Fills the first form of `page` that posts to `action`, presses its button and follows the redirect. */
  submit(page: Page, action: string, fields: Record<string, string>): Promise<Page>;
}

/** A browser without script: keeps cookies, sends Origin with posts, reads the forms' hidden fields. */
export function visitor(bank: RunningBank, headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit, withCookies = true): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(bank.url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...(cookie && withCookies ? { cookie } : {}), ...(init.headers ?? {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/iu.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text,
      document: new JSDOM(text).window.document,
    };
  };
  const self: Visitor = {
    cookies,
    get: (path) => send(path, {}),
    post: (path, fields, more = {}) =>
      send(
        path,
        {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: more.origin === null ? {} : { origin: more.origin ?? bank.origin },
        },
        more.cookies ?? true,
      ),
    async submit(page, action, fields) {
      const form = page.document.querySelector(`form[action="${action}"]`);
      if (!form) throw new Error(`the page has no form for ${action}`);
      const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].map(
        (input) => [input.name, input.value] as const,
      );
      const answer = await self.post(action, { ...Object.fromEntries(hidden), ...fields });
      return answer.location ? self.get(answer.location) : answer;
    },
  };
  return self;
}

/** Logs in through the form; `code` empty for none. */
export async function logIn(who: Visitor, loginId: string, password: string, code = ''): Promise<Page> {
  const page = await who.get('/login');
  return who.submit(page, '/login', { userLoginId: loginId, loginPassword: password, otpNo: code });
}

/** The text of the page's heading. */
export const heading = (page: Page): string => page.document.querySelector('h1')?.textContent ?? '';
