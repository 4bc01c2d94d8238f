import type { Hono } from 'hono';
import { html } from 'hono/html';
import { formatDateTime } from '../../core/i18n/format.ts';
import type { StoredMail } from './mailbox-store.ts';
import { MAILBOX_STYLE } from './mailbox-style.ts';
import { pageServer } from './page-server.ts';

type Html = ReturnType<typeof html>;

/** The mailbox's pages: Japanese, no script, text only. The list looks for new mails every five seconds. */
export function mailboxPages(mails: () => StoredMail[]): Hono {
  const app = pageServer(MAILBOX_STYLE);
  app.get('/', (c) => c.html(listPage(mails())));
  app.get('/mails/:id{[0-9]{1,9}}', (c) => {
    const mail = mails().find(({ id }) => id === Number(c.req.param('id')));
    return mail ? c.html(mailPage(mail)) : c.html(notFoundPage(), 404);
  });
  app.notFound((c) => c.html(notFoundPage(), 404));
  return app;
}

const page = (title: string, body: Html, head: Html | '' = ''): Html => html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="top"><a href="/">メールボックス</a><span>デモ用</span></header>
<main>${body}</main>
</body>
</html>`;

const listPage = (mails: StoredMail[]): Html =>
  page(
    mails.length > 0 ? `受信メール（${mails.length}）` : '受信メール',
    html`<h1>受信メール</h1>
${
  mails.length === 0
    ? html`<p class="empty">メールはまだありません。届くとここに表示されます。</p>`
    : html`<ol class="mails">${mails.map(
        (mail) => html`
<li><a href="/mails/${mail.id}">
<span class="subject">${mail.subject || '（件名なし）'}</span>
<span class="meta"><span class="to">${mail.to.join(', ')}</span> ${when(mail)}</span>
</a></li>`,
      )}</ol>`
}
<p class="note">5秒ごとに新しいメールを確認します。</p>`,
    html`<meta http-equiv="refresh" content="5">`,
  );

const mailPage = (mail: StoredMail): Html =>
  page(
    mail.subject || '（件名なし）',
    html`<p class="back"><a href="/">← 受信メール</a></p>
<article>
<h1>${mail.subject || '（件名なし）'}</h1>
<dl>
<dt>差出人</dt><dd>${mail.from}</dd>
<dt>宛先</dt><dd>${mail.to.join(', ')}</dd>
<dt>受信日時</dt><dd>${when(mail)}</dd>
</dl>
<div class="text">${linked(mail.text)}</div>
</article>`,
  );

const notFoundPage = (): Html =>
  page(
    'ページが見つかりません',
    html`<h1>ページが見つかりません</h1><p><a href="/">受信メールへ戻る</a></p>`,
  );

const when = (mail: StoredMail): Html =>
  html`<time datetime="${new Date(mail.receivedAt).toISOString()}">${formatDateTime(mail.receivedAt, 'ja')}</time>`;

/** Text with its web addresses made links; everything passes through the template, which escapes it. */
function linked(text: string): (Html | string)[] {
  return text
    .replace(/\s+$/u, '')
    .split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/u)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" rel="noopener noreferrer" target="_blank">${part}</a>` : part,
    );
}
