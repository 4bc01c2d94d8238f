import { request } from 'node:http';
import { JSDOM } from 'jsdom';
import { loginCodeField } from '../../bank/engine/pages/login-parts.ts';
import type { RunningBank } from './bank.ts';

/** Of one window for all pages: a window of its own for each takes longer than the bank's answer. */
const parser = new new JSDOM().window.DOMParser();

/** One answer of the bank. */
export interface Page {
  status: number;
  location: string | null;
  headers: Headers;
  text: string;
  document: Document;
}

export interface Visitor {
  bank: RunningBank;
  cookies: Map<string, string>;
  get(path: string): Promise<Page>;
  /** Posts `fields` as they are; `origin: null` sends no Origin header. */
  post(
    path: string,
    fields: Record<string, string>,
    more?: { origin?: string | null; cookies?: boolean },
  ): Promise<Page>;
  /** Fills the first form of `page` with a button that posts to `action`, presses it and follows redirects. */
  submit(page: Page, action: string, fields: Record<string, string>): Promise<Page>;
}

/** As `fetch`, from another of this machine's own addresses: 127.0.0.0/8 is all of them. */
const fetchFrom =
  (localAddress: string) =>
  (url: string, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const body = init.body === undefined ? null : String(init.body);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const call = request(
        url,
        {
          method: init.method ?? 'GET',
          localAddress,
          headers: { ...(body === null ? {} : type), ...(init.headers as Record<string, string>) },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const headers = new Headers();
            for (const [name, values] of Object.entries(answer.headersDistinct))
              for (const value of values ?? []) headers.append(name, value);
            resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers }));
          });
        },
      );
      call.on('error', reject);
      call.end(body ?? undefined);
    });

/**
 * A browser without script: keeps cookies, sends Origin with posts, reads the forms' hidden fields. `from`
 * is the address it calls from, 127.0.0.1 unless told.
 */
export function visitor(
  bank: RunningBank,
  headers: Record<string, string> = {},
  { from }: { from?: string } = {},
): Visitor {
  const cookies = new Map<string, string>();
  const call = from === undefined ? fetch : fetchFrom(from);
  const send = async (path: string, init: RequestInit, withCookies = true): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await call(bank.url + path, {
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
      document: parser.parseFromString(text, 'text/html'),
    };
  };
  const self: Visitor = {
    bank,
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
      const button = page.document.querySelector(`button[formaction="${action}"]`);
      const form = page.document.querySelector(`form[action="${action}"]`) ?? button?.closest('form');
      if (!form) throw new Error(`the page has no form for ${action}`);
      const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].map(
        (input) => [input.name, input.value] as const,
      );
      let answer = await self.post(action, { ...Object.fromEntries(hidden), ...fields });
      for (let hops = 0; answer.location !== null && hops < 5; hops += 1)
        answer = await self.get(answer.location);
      return answer;
    },
  };
  return self;
}

const hasForm = (page: Page, action: string): boolean =>
  page.document.querySelector(`form[action="${action}"]`) !== null;

/** What the demonstration's customers answer to the question behind a form field. */
export const answerTo = (fieldName: string): string => `答え ${fieldName}`;

/** The answers to whatever the page asks. */
export const answersOn = (page: Page): Record<string, string> =>
  Object.fromEntries(
    [...page.document.querySelectorAll<HTMLInputElement>('input[name^="answer-"]')].map((input) => [
      input.name,
      answerTo(input.name),
    ]),
  );

/** The login form's fields at this visitor's bank, with a code where they have room for one. */
export function loginFields(who: Visitor, loginId: string, password: string, code = '') {
  const { fields, login } = who.bank.institution;
  const names = [fields.otp].flat();
  const otp =
    login.code === 'second-page'
      ? []
      : names.map((name, at) => [name, names.length === 1 ? code : (code[at] ?? '')] as const);
  return { [fields.loginId]: loginId, [fields.password]: password, ...Object.fromEntries(otp) };
}

/** Opens the browser anew, which forgets a session, sends the login form, and shows what comes next. */
export async function startLogIn(who: Visitor, loginId: string, password: string, code = ''): Promise<Page> {
  who.cookies.delete('sid');
  return who.submit(await who.get('/login'), '/login', loginFields(who, loginId, password, code));
}

/** Registers the answers that a first login asks for. */
export async function register(who: Visitor, page: Page): Promise<Page> {
  const confirm = await who.submit(page, '/register', answersOn(page));
  return who.submit(confirm, '/register/confirm', { go: 'send' });
}

/**
 * Logs in as a customer who knows their answers would: gives them when asked, registers them at the first
 * login, and types `code` (empty for none) where the bank wants it.
 */
export async function logIn(who: Visitor, loginId: string, password: string, code = ''): Promise<Page> {
  let page = await startLogIn(who, loginId, password, code);
  if (hasForm(page, '/login/answers')) page = await who.submit(page, '/login/answers', answersOn(page));
  if (hasForm(page, '/login/code') && code !== '')
    page = await who.submit(page, '/login/code', { [loginCodeField(who.bank.institution)]: code });
  if (hasForm(page, '/register')) page = await register(who, page);
  return page;
}

/** The text of the page's heading. */
export const heading = (page: Page): string => page.document.querySelector('h1')?.textContent ?? '';
