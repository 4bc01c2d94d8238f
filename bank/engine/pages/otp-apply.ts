import { html } from 'hono/html';
import type { ApplyErrors, ApplyInput, ApplyPages, TokenForm } from './apply-models.ts';
import { factorRows } from './factor-fields.ts';
import { formRows } from './form-rows.ts';
import type { FormRow } from './form-style.ts';
import { csrfField, facts, fieldError, type Html, notice, steps, whole } from './html.ts';
import { questionRows } from './login-parts.ts';
import { DEVICE_NAMES, momentWords, otpTrail, setupTable } from './otp-parts.ts';
import type { Frame, PageContext } from './pages.ts';

const invalid = (id: string, message: string | undefined): Html | string =>
  message ? html`aria-invalid="true" aria-describedby="${id}-error"` : '';

/** Where these pages stand: below the status page, which is the only one left out while nothing else is open. */
const place = (context: PageContext): Pick<Frame, 'section' | 'trail'> => ({
  section: 'otp',
  trail: context.limited ? [] : otpTrail(context),
});

const stopButton = html`<button class="button" type="submit" name="go" value="stop" formnovalidate>申込を中止する</button>`;
const backButton = html`<button class="button" type="submit" name="go" value="back" formnovalidate>戻る</button>`;

/** The mails' sender, so that no filter swallows what the customer waits for. */
const senderNote = (context: PageContext): Html =>
  html`迷惑メール設定をご利用の方は、<strong class="address">${context.institution.mailFrom.address}</strong> からのメールを受け取れるように設定してください。`;

const LANGUAGE_NAMES: Record<ApplyInput['language'], string> = { ja: '日本語', en: 'English' };
const FORM_NAMES: Record<TokenForm, string> = {
  software: 'ソフトウェアトークン（スマートフォンのアプリ、パソコンの拡張機能）',
  hardware: 'ハードウェアトークン（専用の小さな端末を郵送）',
};
const FORM_WORDS: Record<TokenForm, string> = {
  software: 'お手持ちのスマートフォンやパソコンに番号を表示します。今日からお使いになれます。',
  hardware: '番号を表示する端末を、お届けのご住所へ郵送します。お届けまで1週間ほどかかります。',
};

const softwareRows = (input: ApplyInput, errors: ApplyErrors, kept: boolean): FormRow[] => [
  {
    id: '',
    label: html`<span id="device-label">お使いになる端末</span>`,
    control: html`<div role="radiogroup" aria-labelledby="device-label" ${invalid('device', errors.device)} class="choices">
      ${Object.entries(DEVICE_NAMES).map(
        ([value, name]) =>
          html`<label class="choice"><input type="radio" name="device" value="${value}" ${input.device === value ? html`checked` : ''}>${name}</label>`,
      )}
    </div>${fieldError('device', errors.device)}`,
  },
  {
    id: '',
    label: html`<span id="language-label">ご案内メールの言葉</span>`,
    control: html`<div role="radiogroup" aria-labelledby="language-label" class="choices">
      ${Object.entries(LANGUAGE_NAMES).map(
        ([value, name]) =>
          html`<label class="choice"><input type="radio" name="language" value="${value}" ${input.language === value ? html`checked` : ''}><span lang="${value}">${name}</span></label>`,
      )}
    </div>`,
  },
  {
    id: 'password',
    label: '利用開始パスワード',
    control: html`<input id="password" name="activationPassword" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" size="12" ${invalid('password', errors.password)}>`,
    hint: kept
      ? '入力済みです。変えるときだけ、新しい数字4〜8桁を入力してください。'
      : 'お好きな数字4〜8桁。トークンアプリの設定で一度だけ使います。',
    error: errors.password,
  },
  {
    id: 'repeat',
    label: '利用開始パスワード（確認）',
    control: html`<input id="repeat" name="activationPasswordRepeat" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" size="12" ${invalid('repeat', errors.repeat)}>`,
    hint: '誕生日や電話番号など、推測されやすい数字は避けてください。',
    error: errors.repeat,
  },
];

/** The application: form of token, input, additional authentication, confirmation, and the IDs it gives. */
export const otpApplyPages: Pick<
  ApplyPages,
  'applyChoice' | 'applyForm' | 'applyAnswers' | 'applyConfirm' | 'applyDone' | 'applyFrom'
> = {
  applyChoice(context, { input, steps: bar }) {
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用申込',
      ...place(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        <p>トークン（ワンタイムパスワードを表示するもの）をお選びください。</p>
        <form method="post" action="/otp/apply/form">
          ${csrfField(context.csrf)}
          <input type="hidden" name="email" value="${input.email}">
          <input type="hidden" name="device" value="${input.device}">
          <input type="hidden" name="language" value="${input.language}">
          <div role="radiogroup" aria-label="トークンの種類" class="choices stacked">${context.institution.tokenForms.map(
            (form) =>
              html`<label class="choice"><input type="radio" name="form" value="${form}" ${form === input.form ? html`checked` : ''}><span><strong>${FORM_NAMES[form]}</strong><br>${FORM_WORDS[form]}</span></label>`,
          )}</div>
          <p class="buttons"><button class="button primary" type="submit">次へ</button>${stopButton}</p>
        </form>
      </section>`,
    });
  },
  applyForm(context, { input, errors, kept, choice, steps: bar }) {
    const wrong = Object.keys(errors).length > 0;
    const software = input.form === 'software';
    const again = software && kept === '' ? '利用開始パスワードは、もう一度入力してください。' : '';
    return context.institution.frame(context, {
      title: 'ワンタイムパスワード利用申込',
      ...place(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${wrong ? notice('warning', `入力内容をご確認ください。${again}`) : ''}
        ${choice ? html`<p>${FORM_NAMES[input.form]}のお申込みです。</p>` : ''}
        <form method="post" action="/otp/apply">
          ${csrfField(context.csrf)}
          <input type="hidden" name="form" value="${input.form}">
          ${kept ? html`<input type="hidden" name="kept" value="${kept}">` : ''}
          ${formRows(context, [
            {
              id: 'email',
              label: 'メールアドレス',
              control: html`<input id="email" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" value="${input.email}" ${invalid('email', errors.email)}>`,
              hint: html`${software ? 'サービスIDとユーザIDをお送りします。' : 'お申込みについてご連絡するときに使います。'}${senderNote(context)}`,
              error: errors.email,
            },
            ...(software ? softwareRows(input, errors, kept !== '') : []),
          ])}
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button>${choice ? backButton : ''}${stopButton}</p>
        </form>
      </section>`,
    });
  },
  applyAnswers(context, { questions, sealed, wrong, steps: bar }) {
    return context.institution.frame(context, {
      title: '追加認証',
      ...place(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${wrong ? notice('warning', 'ご登録の答えと一致しません。もう一度入力してください。続けて誤ると、お手続きができなくなります。') : ''}
        <p>いつもと違うご利用環境のため、ご本人さまの確認をいたします。はじめてのログインのときにご登録いただいた答えを入力してください。</p>
        <form method="post" action="/otp/apply/answers">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          ${formRows(context, questionRows(questions, { wrong }))}
          <p class="buttons"><button class="button primary" type="submit" name="go" value="send">次へ</button>${backButton}${stopButton}</p>
        </form>
      </section>`,
    });
  },
  applyConfirm(context, { input, sealed, factors, fault, steps: bar }) {
    const rows = factorRows(context, factors, fault);
    return context.institution.frame(context, {
      title: '申込内容の確認',
      ...place(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${fault ? notice('warning', 'お申込みはまだ済んでいません。入力内容をご確認ください。') : ''}
        <p>次の内容でお申込みを受け付けます。メールアドレスに誤りがないか、お確かめください。</p>
        ${facts([
          ...(context.institution.tokenForms.length > 1
            ? [['トークンの種類', FORM_NAMES[input.form]] as const]
            : []),
          ['メールアドレス', input.email],
          ...(input.form === 'software'
            ? ([
                ['お使いになる端末', DEVICE_NAMES[input.device] ?? ''],
                ['ご案内メールの言葉', LANGUAGE_NAMES[input.language]],
                ['利用開始パスワード', '入力された数字（表示しません）'],
              ] as const)
            : ([['お届け先', 'お届けのご住所（ご変更は窓口で承ります）']] as const)),
        ])}
        <form method="post" action="/otp/apply/confirm">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          ${rows.length > 0 ? formRows(context, rows) : ''}
          ${factors.phone ? html`<p class="hint">次の画面で、ご登録の電話番号からお電話をいただきます。お手もとに電話をご用意ください。</p>` : ''}
          <p class="buttons"><button class="button primary" type="submit" name="go" value="send">${factors.phone ? '次へ' : '申し込む'}</button>${backButton}${stopButton}</p>
        </form>
      </section>`,
    });
  },
  applyDone(context, { inside, steps: bar, ...ids }) {
    return context.institution.frame(context, {
      title: '申込の完了',
      ...place(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${notice('success', 'ワンタイムパスワードのお申込みを受け付けました。')}
        <p>${ids.email} 宛てに、同じ番号のメールをお送りしました。トークンアプリで次の番号を入力し、初期設定をしてください。</p>
        ${setupTable(ids)}
        <p class="hint screen-only">メールが届かないときは、この画面の番号をお使いください。${senderNote(context)}</p>
        <p class="hint">この画面は印刷してお手元に置くことができます。${
          inside
            ? '設定が済みましたら、「利用開始」のお手続きをしてください。'
            : '設定が済みましたら、トークンに表示されたワンタイムパスワードを使ってログインしてください。'
        }</p>
        ${
          inside
            ? html`<p class="buttons screen-only"><a class="button" href="/otp">ご利用状況へ</a></p>`
            : html`<form method="post" action="/logout" class="screen-only">${csrfField(context.csrf)}<p class="buttons"><button class="button" type="submit">ログアウト</button></p></form>`
        }
      </section>`,
    });
  },
  applyFrom(context, { from, inside }) {
    const { desk } = context.institution;
    return context.institution.frame(context, {
      title: 'まだお申込みいただけません',
      ...place(context),
      body: html`<section class="card">
        <p>前のワンタイムパスワードを解除されたため、新しいお申込みは <strong>${momentWords(from)}</strong> から受け付けます。</p>
        <p>それまでは、ログインIDとパスワードだけでログインできます。</p>
        <p class="hint">お急ぎのときは、${desk.name}（${whole(desk.phone)}）へお電話ください。</p>
        ${
          inside
            ? html`<p class="buttons"><a class="button primary" href="/otp">ご利用状況へ</a></p>`
            : html`<form method="post" action="/logout">${csrfField(context.csrf)}<p class="buttons"><button class="button primary" type="submit">ログアウト</button></p></form>`
        }
      </section>`,
    });
  },
};
