import { html } from 'hono/html';
import type { Institution } from '../institution.ts';
import type { RecoveryPages } from './apply-models.ts';
import { factorRows } from './factor-fields.ts';
import { formRows } from './form-rows.ts';
import type { FormRow } from './form-style.ts';
import { csrfField, type Html, notice, steps, whole } from './html.ts';
import { LOGIN_FIELDS, type LoginModel } from './login-models.ts';
import { momentWords } from './otp-parts.ts';
import type { PageContext } from './pages.ts';

/** The two ways differ in whom they are for; the steps are policy. */
const WORDS: Record<NonNullable<Institution['recovery']>, { title: string; whom: string }> = {
  'locked-out': {
    title: 'ワンタイムパスワードの再発行',
    whom: 'トークンをなくした方、故障した方、利用停止になった方のお手続きです。いまのトークンを解除して、新しいトークンをお申込みいただけるようにします。',
  },
  'new-phone': {
    title: '新しいスマートフォンでの再発行',
    whom: '機種を替えた方、前のスマートフォンが使えなくなった方のお手続きです。前のトークンを解除して、続けて新しいトークンをお申込みいただけます。',
  },
};

const REASONS: Record<LoginModel['reason'], Html | null> = {
  first: null,
  refused: html`<strong>確認できませんでした。</strong><br>入力された内容のいずれかが正しくありません。もう一度すべて入力してください。`,
  later: html`<strong>続けて誤りがあったため、いまは受け付けられません。</strong><br>しばらく時間をおいてから、もう一度お試しください。`,
  stale: html`画面を開いてから時間が経ったため、受け付けませんでした。もう一度入力してください。`,
};

const titleOf = ({ institution }: PageContext): string => WORDS[institution.recovery ?? 'locked-out'].title;

function nameRows(
  { institution }: PageContext,
  model: Pick<LoginModel, 'by' | 'loginId' | 'branch' | 'account'>,
): FormRow[] {
  const { fields, login, branches } = institution;
  const rows: FormRow[] = [];
  if (login.by.length > 1)
    rows.push({
      id: '',
      label: html`<span id="by-label">お客さまの番号</span>`,
      control: html`<div role="radiogroup" aria-labelledby="by-label" class="choices">${login.by.map(
        (way) =>
          html`<label class="choice"><input type="radio" name="${LOGIN_FIELDS.by}" value="${way}" ${way === model.by ? html`checked` : ''}>${way === 'login-id' ? 'ログインID' : '代表口座'}</label>`,
      )}</div>`,
    });
  const only = login.by.length > 1;
  if (login.by.includes('login-id'))
    rows.push({
      id: fields.loginId,
      label: 'ログインID',
      control: html`<input id="${fields.loginId}" name="${fields.loginId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${model.loginId}">`,
      hint: only ? '「ログインID」を選んだ方' : undefined,
    });
  if (login.by.includes('representative-account'))
    rows.push(
      {
        id: LOGIN_FIELDS.branch,
        label: '代表口座の支店',
        control: html`<select id="${LOGIN_FIELDS.branch}" name="${LOGIN_FIELDS.branch}">${branches.map(
          (branch) =>
            html`<option value="${branch.code}" ${branch.code === model.branch ? html`selected` : ''}>${branch.name}（${branch.code}）</option>`,
        )}</select>`,
        hint: only ? '「代表口座」を選んだ方' : undefined,
      },
      {
        id: LOGIN_FIELDS.account,
        label: '代表口座の番号',
        control: html`<input id="${LOGIN_FIELDS.account}" name="${LOGIN_FIELDS.account}" inputmode="numeric" autocomplete="off" maxlength="7" value="${model.account}">`,
        hint: only ? '「代表口座」を選んだ方' : undefined,
      },
    );
  return rows;
}

/** The way back without a code: who you are, the confirmation, and from when on to apply. */
export const recoveryPages: RecoveryPages = {
  recoverForm(context, { reason, steps: bar, ...typed }) {
    const { institution } = context;
    const words = REASONS[reason];
    return institution.frame(context, {
      title: titleOf(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${words ? notice('warning', words) : ''}
        <p>${WORDS[institution.recovery ?? 'locked-out'].whom}</p>
        <form method="post" action="/recover">
          ${csrfField(context.csrf)}
          ${formRows(context, [
            ...nameRows(context, typed),
            {
              id: institution.fields.password,
              label: 'ログインパスワード',
              control: html`<input id="${institution.fields.password}" name="${institution.fields.password}" type="password" autocomplete="current-password" maxlength="128">`,
            },
          ])}
          <p class="buttons"><button class="button primary" type="submit">次へ</button><a class="button" href="/login">中止する</a></p>
        </form>
      </section>`,
    });
  },
  recoverConfirm(context, { sealed, factors, fault, steps: bar }) {
    const { otp } = context.institution;
    const rows = factorRows(context, factors, fault);
    return context.institution.frame(context, {
      title: titleOf(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${fault ? notice('warning', 'お手続きはまだ済んでいません。入力内容をご確認ください。') : ''}
        ${notice(
          'info',
          html`お手続きが済むと、いまのトークンは使えなくなります。新しいトークンのお申込みは、${
            otp.reissue === 'next-day'
              ? '翌日から受け付けます。'
              : otp.reissue === 'at-once'
                ? 'そのまま続けてできます。'
                : '少し時間をおいてから受け付けます。'
          }`,
        )}
        <p>ご本人さまの確認のため、次の内容を入力してください。</p>
        <form method="post" action="/recover/confirm">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          ${rows.length > 0 ? formRows(context, rows) : ''}
          ${factors.phone ? html`<p class="hint">次の画面で、ご登録の電話番号からお電話をいただきます。お手もとに電話をご用意ください。</p>` : ''}
          <p class="buttons"><button class="button ${factors.phone ? 'primary' : 'danger'}" type="submit" name="go" value="send">${factors.phone ? '次へ' : 'いまのトークンを解除する'}</button><button class="button" type="submit" name="go" value="back" formnovalidate>戻る</button><button class="button" type="submit" name="go" value="stop" formnovalidate>中止する</button></p>
        </form>
      </section>`,
    });
  },
  recoverDone(context, { from }) {
    const { desk } = context.institution;
    return context.institution.frame(context, {
      title: 'トークンを解除しました',
      body: html`<section class="card">
        ${notice('success', 'いままでのワンタイムパスワードは解除されています。')}
        <p>新しいワンタイムパスワードのお申込みは、<strong>${momentWords(from)}</strong> から受け付けます。</p>
        <ol class="guide">
          <li>いまから、ログインIDとパスワードだけでログインできます。</li>
          <li>${momentWords(from)} になりましたら、ログインして「ワンタイムパスワード」からお申込みください。</li>
        </ol>
        <p class="hint">このお手続きにお心当たりのないときは、すぐに ${desk.name}（${whole(desk.phone)}）へお電話ください。</p>
        <p class="buttons"><a class="button primary" href="/login">ログイン画面へ</a></p>
      </section>`,
    });
  },
};
