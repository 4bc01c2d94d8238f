import type { Page } from 'puppeteer';

/**
 * Login pages in layouts that none of the demonstration's banks has, each with `fields()` of its own, which tells
 * the fields for the code, whatever they are hidden in. The words are a bank's; the builds are other people's.
 */
const document = (body: string) =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><title>ログイン</title><body>${body}</body></html>`;
const LOGIN = `
  <p><label>ログインID <input id="login" autocomplete="username" autofocus></label></p>
  <p><label>ログインパスワード <input type="password" autocomplete="current-password"></label></p>`;
const OTP = 'class="otp" autocomplete="one-time-code" inputmode="numeric"';
const FIELDS = `<script>fields = () => [...document.querySelectorAll('.otp')]</script>`;
const form = (inside: string) =>
  `<form onsubmit="return false">${LOGIN}${inside}<button>ログイン</button></form>`;
const boxes = `<fieldset><legend>ワンタイムパスワード</legend>${`<input ${OTP} maxlength="1" size="1">`.repeat(8)}</fieldset>`;

/** By path; a page may name others as its frames. */
export const LAYOUTS: Record<string, string> = {
  '/masked': document(
    form(
      `<p><label>ワンタイムパスワード <input type="password" class="otp" maxlength="8"></label></p>${FIELDS}`,
    ),
  ),
  // Boxes that take keys, keep their digits in a list of their own, and move the focus on.
  '/keys': document(
    form(`${boxes}${FIELDS}<script>
      typed = [];
      for (const [at, box] of fields().entries()) box.onkeydown = (event) => {
        if (!/^[0-9]$/.test(event.key)) return;
        event.preventDefault();
        typed[at] = box.value = event.key;
        fields()[at + 1]?.focus();
      };
    </script>`),
  ),
  // Boxes that move the focus on after their handler is done.
  '/boxes': document(
    form(`${boxes}${FIELDS}<script>
      for (const [at, box] of fields().entries()) box.oninput = () => setTimeout(() => fields()[at + 1]?.focus());
    </script>`),
  ),
  '/framed': document('<iframe src="/frame" width="600" height="400"></iframe>'),
  '/frame': document('<iframe src="/masked" width="500" height="300"></iframe>'),
  // A dialogue that opens late, glides in, and draws its fields anew at the first input, as React does at a key.
  '/dialog': document(`
    <style>dialog { transition: opacity 0.2s, visibility 0.2s; opacity: 0; visibility: hidden }
      dialog.in { opacity: 1; visibility: visible }</style>
    <h1>ようこそ</h1><dialog></dialog>
    <script>
      const html = ${JSON.stringify(form(`<p><label>ワンタイムパスワード <input ${OTP}></label></p>`))};
      fields = () => [...document.querySelectorAll('.otp')];
      let drawn = 0;
      addEventListener('load', () => setTimeout(() => {
        const dialog = document.querySelector('dialog');
        dialog.innerHTML = html;
        dialog.showModal();
        dialog.addEventListener('input', () => drawn++ || (dialog.innerHTML = html));
        requestAnimationFrame(() => requestAnimationFrame(() => dialog.classList.add('in')));
      }, 300));
    </script>`),
  // A component that takes a closed shadow tree only when its script comes.
  '/component': document(`<bank-login></bank-login>
    <script>
      addEventListener('load', () => setTimeout(() => customElements.define('bank-login', class extends HTMLElement {
        connectedCallback() {
          const root = this.attachShadow({ mode: 'closed' });
          root.innerHTML = ${JSON.stringify(form(`<p><label>ワンタイムパスワード <input ${OTP}></label></p>`))};
          fields = () => [...root.querySelectorAll('.otp')];
          root.querySelector('#login').focus();
        }
      }), 300));
      fields = () => [];
    </script>`),
  // Another page without another document, and a framework that hears of values by a setter of its own.
  '/app': document(`<main><p><label>お客さま番号 <input id="login" autocomplete="username"></label></p>
      <button onclick="go()">次へ</button></main>
    <script>
      fields = () => [...document.querySelectorAll('.otp')];
      go = () => {
        history.pushState(null, '', '/app/code');
        document.querySelector('main').innerHTML =
          ${JSON.stringify(`<label>ワンタイムパスワード <input ${OTP}></label><output></output>`)};
        const [field] = fields();
        const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
        let tracked = '';
        Object.defineProperty(field, 'value', {
          configurable: true, get() { return get.call(this) }, set(value) { tracked = value; set.call(this, value) },
        });
        field.addEventListener('input', () => {
          if (field.value === tracked) return;
          field.value = field.value.replace(/[^0-9]/g, '').replace(/(.{4})(?=.)/g, '$1 ');
          document.querySelector('output').textContent = tracked;
        });
      };
    </script>`),
  // What may stand on a bank's pages and is no place for a code.
  '/no-passwords': document(form('')),
  '/no-transaction': document(`<form>
    <p><label>振込金額 <input inputmode="numeric" name="amount"></label></p>
    <p><label>口座番号 <input inputmode="numeric" maxlength="7" name="account"></label></p>
    <p><label>取引実行パスワード <input type="password" maxlength="8"></label></p>
    <p><label>確認用パスワード <input type="password" maxlength="10"></label></p>
    <p><label>第二暗証 <input type="password" inputmode="numeric" maxlength="4"></label></p>
    <button>実行</button></form>`),
  '/no-card': document(`<form>
    <p><label>カード番号 <input inputmode="numeric" autocomplete="cc-number"></label></p>
    <p><label>セキュリティコード <input inputmode="numeric" maxlength="4" autocomplete="cc-csc"></label></p>
    <p><label>郵便番号 <input inputmode="numeric" maxlength="7"></label></p>
    <p><label>画像に表示された文字 <input maxlength="6"></label></p><button>次へ</button></form>`),
};

/** Answers a page's requests for these paths itself, at whatever site; everything else goes on. */
export async function serveLayouts(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = LAYOUTS[new URL(request.url()).pathname];
    void (body === undefined
      ? request.continue()
      : request.respond({ contentType: 'text/html; charset=utf-8', body }));
  });
}
