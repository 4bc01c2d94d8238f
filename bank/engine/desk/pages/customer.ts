import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../../../core/i18n/format.ts';
import type { Registration } from '../../../../core/protocol/relying-party/messages.ts';
import { maskEmail } from '../../email-address.ts';
import type { Html } from '../../pages/html.ts';
import type { Act, ActName } from '../acts/act.ts';
import type { History } from '../history.ts';
import type { DeskRecord } from '../record.ts';
import type { DeskPageContext } from '../types.ts';
import { HOLDER_WORDS } from '../words.ts';
import { deskFacts, deskFrame, deskNotice, FIRST_PAGE } from './frame.ts';
import { historyList } from './history.ts';
import { stateBadge, tokenPanel } from './token.ts';

export interface CustomerModel {
  record: DeskRecord;
  /** Acts that make sense now. */
  acts: readonly (readonly [ActName, Act])[];
  history: History;
  /** How many lines of it were asked for. */
  shown: number;
  /** The act just done, or that the record was not as it was shown. */
  said: { done: string } | 'changed' | null;
}

/** A customer's page: who, the token's state, what can be done, and what happened. */
export function customerPage(context: DeskPageContext, model: CustomerModel): Html {
  const { record, acts, history, shown, said } = model;
  const { customer } = record;
  const address = `/customers/${customer.ref}`;
  return deskFrame(context, {
    title: `${customer.name} 様`,
    trail: [FIRST_PAGE],
    body: html`${
      said === 'changed'
        ? deskNotice(
            'wrong',
            'お客様の状態が、手続きの画面を開いたときから変わっていたため、手続きは行いませんでした。現在の状態は下のとおりです。必要なときは、もう一度手続きを選んでください。',
          )
        : said
          ? deskNotice('done', `「${said.done}」の手続きが完了しました。`)
          : ''
    }${
      record.registrations === null
        ? deskNotice(
            'wrong',
            '認証センターにつながらないため、ワンタイムパスワードの状態を表示できません。しばらくしてから開き直してください。',
          )
        : ''
    }
<div class="halves"><div>
  <section class="panel" aria-labelledby="token"><h2 id="token">ワンタイムパスワード</h2>${tokenPanel(record, context.now)}</section>
</div><div>
  <section class="panel" aria-labelledby="acts"><h2 id="acts">手続き</h2>${
    acts.length === 0
      ? html`<p>いまできる手続きはありません。</p>`
      : html`<ul class="acts">${acts.map(
          ([name, act]) =>
            html`<li><a class="button ${act.grave ? 'grave' : ''}" href="${address}/acts/${name}">${act.title}</a></li>`,
        )}</ul>`
  }</section>
  <section class="panel" aria-labelledby="who"><h2 id="who">お客様</h2>${whoPanel(context, record)}</section>
  <section class="panel" aria-labelledby="entries"><h2 id="entries">入力の誤り</h2>${countsPanel(context, record)}</section>
</div></div>
${earlierPanel(record)}
<section aria-labelledby="history"><h2 id="history">履歴</h2>${historyList(history, address, shown)}</section>`,
  });
}

function whoPanel({ institution }: DeskPageContext, { customer, accounts }: DeskRecord): Html {
  const branchName = (code: string): string =>
    institution.branches.find((each) => each.code === code)?.name ?? code;
  return deskFacts([
    ['ログインID', customer.login_id],
    [
      '口座',
      html`${accounts.map(
        (each) => html`<div>${branchName(each.branch)}(${each.branch}) ${each.kind} ${each.number}</div>`,
      )}`,
    ],
    ['メールアドレス', maskEmail(customer.email)],
    ['電話番号', customer.phone === null ? '登録なし' : `•••-••••-${customer.phone.slice(-4)}`],
    [
      '前回のログイン',
      customer.last_login_at === null ? 'まだありません' : formatDateTime(customer.last_login_at, 'ja'),
    ],
  ]);
}

function countsPanel({ institution }: DeskPageContext, { customer }: DeskRecord): Html {
  const count = (failures: number, limit: number): Html =>
    failures >= limit
      ? html`<strong class="bad">制限中</strong> (続けて${failures}回誤り)`
      : html`${failures === 0 ? 'なし' : `続けて${failures}回`} (${limit}回で制限)`;
  const answers = institution.additionalAuthentication;
  return deskFacts([
    ['確認用パスワード', count(customer.confirm_failures, institution.confirmationLimit)],
    ...(answers
      ? [
          ['追加認証の回答', count(customer.answer_failures, answers.limit)] as const,
          [
            '追加認証の登録',
            customer.registered_at === null ? '未登録' : formatDate(customer.registered_at, 'ja'),
          ] as const,
        ]
      : []),
  ]);
}

/** Tokens before the present one, and applications. */
function earlierPanel({ registrations, applications }: DeskRecord): Html {
  const earlier = (registrations ?? []).slice(1);
  const token = (each: Registration): Html =>
    html`<li>${stateBadge(each.state)} ${
      HOLDER_WORDS[each.device.kind]
    }${each.serial ? ` 製造番号 ${each.serial}` : ''}: ${formatDate(each.issuedAt, 'ja')}発行${
      each.endedAt === null ? '' : `、${formatDate(each.endedAt, 'ja')}終了`
    }</li>`;
  return html`${
    applications.length === 0
      ? ''
      : html`<details class="panel"><summary>お申込み(${applications.length}件)</summary><ul>${applications.map(
          (each) =>
            html`<li>${formatDateTime(each.createdAt, 'ja')} ${
              each.form === 'hardware'
                ? HOLDER_WORDS.hardware
                : each.device
                  ? HOLDER_WORDS[each.device]
                  : 'アプリ'
            }: ${
              each.registrationId !== null
                ? '発行済み'
                : each.closedAt !== null
                  ? '取り下げ'
                  : each.form === 'hardware'
                    ? 'お渡し待ち'
                    : '発行されていません'
            } (メール ${maskEmail(each.email)})</li>`,
        )}</ul></details>`
  }${
    earlier.length === 0
      ? ''
      : html`<details class="panel"><summary>これまでのトークン(${earlier.length}件)</summary><ul>${earlier.map(token)}</ul></details>`
  }`;
}
