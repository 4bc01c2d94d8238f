import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../core/i18n/format.ts';
import type { Entry } from '../ledger.ts';
import { type Html, notice, yen } from './html.ts';
import type { AccountView, Pages } from './pages.ts';

const accountName = (account: AccountView): string =>
  `${account.branchName} ${account.kind} ${account.number}`;

const accountsTable = (accounts: readonly AccountView[]): Html => html`<table class="list accounts">
  <thead><tr><th scope="col">お取引店</th><th scope="col">科目</th><th scope="col">口座番号</th><th scope="col" class="amount">残高</th></tr></thead>
  <tbody>${accounts.map(
    (account) => html`<tr>
      <td data-name="お取引店">${account.branchName}(${account.branch})</td>
      <td data-name="科目">${account.kind}</td>
      <td data-name="口座番号"><a href="/entries?account=${account.id}">${account.number}</a></td>
      <td data-name="残高" class="amount strong">${yen(account.balance)}</td>
    </tr>`,
  )}</tbody>
</table>`;

const entriesTable = (entries: readonly Entry[]): Html =>
  entries.length === 0
    ? html`<p>お取引の明細はまだありません。</p>`
    : html`<table class="list entries">
  <thead><tr><th scope="col">お取引日</th><th scope="col">摘要</th><th scope="col" class="amount">お支払金額</th><th scope="col" class="amount">お預り金額</th><th scope="col" class="amount">差引残高</th></tr></thead>
  <tbody>${entries.map(
    (entry) => html`<tr>
      <td class="date" data-name="お取引日">${formatDate(entry.at, 'ja')}</td>
      <td class="text" data-name="摘要">${entry.description}</td>
      <td data-name="お支払金額" class="amount moved ${entry.amount < 0 ? '' : 'blank'}">${entry.amount < 0 ? yen(-entry.amount) : ''}</td>
      <td data-name="お預り金額" class="amount moved ${entry.amount > 0 ? '' : 'blank'}">${entry.amount > 0 ? yen(entry.amount) : ''}</td>
      <td data-name="差引残高" class="amount balance">${yen(entry.balance)}</td>
    </tr>`,
  )}</tbody>
</table>`;

/** What the home page says about the one-time password, and where to go on. */
const OTP_NOTICE = {
  none: ['ワンタイムパスワードのお申込みができます。', '利用申込へ'],
  ordered: ['ハードウェアトークンのお申込みを受け付けています。', '状況を確認する'],
  issued: ['トークンの初期設定がまだ済んでいません。', '番号を確認する'],
  activated: ['トークンの初期設定が済みました。利用開始のお手続きをしてください。', '利用開始へ'],
  'in-use': ['ログインのときに、ワンタイムパスワードが必要です。', '状況を確認する'],
  suspended: ['ワンタイムパスワードの利用が停止しています。', '状況を確認する'],
  paused: ['ワンタイムパスワードの利用を一時停止しています。', '状況を確認する'],
  expired: ['ワンタイムパスワードの有効期限が過ぎました。', '状況を確認する'],
  ended: ['ワンタイムパスワードは解除されています。', '状況を確認する'],
  unknown: ['ただいまワンタイムパスワードの状況を確認できません。', '状況を確認する'],
} as const;

/** Home, balances and statements. */
export const accountPages: Pick<Pages, 'menu' | 'balances' | 'entries'> = {
  menu(context, { accounts, entries, otp, pausedUntil, endsSoon, begun }) {
    const [words, link] = OTP_NOTICE[otp];
    return context.institution.frame(context, {
      title: context.institution.menu.home,
      section: 'home',
      body: html`
        ${begun ? notice('success', 'ワンタイムパスワードの利用を開始しました。次回のログインから入力が必要です。') : ''}
        ${
          pausedUntil === null
            ? ''
            : notice(
                'info',
                html`<strong>${formatDateTime(pausedUntil, 'ja')}</strong>まで、ワンタイムパスワードなしでログインできます。期限までに再開をお申し付けください。期限が過ぎると、再開するまでログインできません(${context.institution.desk.name} ${context.institution.desk.phone})。`,
              )
        }
        ${
          endsSoon === null
            ? ''
            : notice(
                'warning',
                html`トークンの有効期限が近づいています(<strong>${formatDate(endsSoon, 'ja')}</strong>)。<a href="/otp">お手続きのしかたを見る</a>`,
              )
        }
        <section class="card">
          <h2>口座残高</h2>
          ${accountsTable(accounts)}
        </section>
        <section class="card otp-summary otp-${otp}">
          <h2>ワンタイムパスワード</h2>
          <p>${words}</p>
          <p><a class="button" href="/otp">${link}</a></p>
        </section>
        <section class="card">
          <h2>最近のお取引</h2>
          ${entriesTable(entries)}
          <p class="more"><a href="/entries">入出金明細をすべて見る</a></p>
        </section>
        <section class="card">
          <h2>お知らせ</h2>
          <ul class="news">
            <li>${context.institution.ourselves}から、電話やメールでパスワードやワンタイムパスワードをお聞きすることはありません。</li>
            <li>見覚えのないお取引があるときは、すぐに${context.institution.desk.name}(${context.institution.desk.phone})へご連絡ください。</li>
          </ul>
        </section>`,
    });
  },
  balances(context, { accounts }) {
    const total = accounts.reduce((sum, account) => sum + account.balance, 0);
    return context.institution.frame(context, {
      title: context.institution.menu.balances,
      section: 'balances',
      body: html`<section class="card">
        ${accountsTable(accounts)}
        <p class="total">合計 <strong>${yen(total)}</strong></p>
      </section>`,
    });
  },
  entries(context, { accounts, chosen, entries }) {
    return context.institution.frame(context, {
      title: context.institution.menu.entries,
      section: 'entries',
      body: html`<section class="card">
        <form method="get" action="/entries" class="inline-form">
          <label for="account">口座</label>
          <select id="account" name="account">${accounts.map(
            (account) =>
              html`<option value="${account.id}" ${account.id === chosen?.id ? html`selected` : ''}>${accountName(account)}</option>`,
          )}</select>
          <button class="button" type="submit">照会する</button>
        </form>
        ${
          chosen
            ? html`<p class="total">${accountName(chosen)} <strong>${yen(chosen.balance)}</strong></p>`
            : ''
        }
        ${entriesTable(entries)}
      </section>`,
    });
  },
};
