/** Nodes of the page that is looked at. */
export const NODES = 5_000;

/** A login form with an ID, a password and a one-time password. */
export const LOGIN = `<form><table>
  <tr><th>ログインID</th><td><input name="id" autocomplete="username"></td></tr>
  <tr><th>ログインパスワード</th><td><input type="password" name="password"></td></tr>
  <tr><th>ワンタイムパスワード</th><td><input name="otp" inputmode="numeric" maxlength="8"></td></tr>
</table><button>ログイン</button></form>`;

/** A bank's page of that many nodes: a menu, tables of rates, notices; `form` in the midst of them. */
export function pageOf(form: string): string {
  const row = (n: number) =>
    `<tr class="row"><td>普通預金</td><td><span>${n}</span></td><td><a href="#${n}">くわしく</a></td></tr>`;
  const rows = Array.from({ length: Math.floor(NODES / 9) }, (_, n) => row(n)).join('');
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="icon" href="data:,"><body><nav><ul>${'<li><a href="#">お知らせ</a></li>'.repeat(60)}</ul></nav>
    <main>${form}<table>${rows}</table><div id="moving"></div></main></body></html>`;
}
