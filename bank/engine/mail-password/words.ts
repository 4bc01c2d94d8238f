import { formatDateTime } from '../../../core/i18n/format.ts';
import type { Institution } from '../institution.ts';

/** The mail that carries a per-transaction password: what it is for stands before the digits. */
export function mailPasswordMail(
  institution: Institution,
  mail: { to: string; name: string; summary: string; digits: string; expiresAt: number },
): { to: string; subject: string; text: string } {
  const { desk, name } = institution;
  return {
    to: mail.to,
    subject: `【${name}】取引認証パスワードのお知らせ`,
    text: `${mail.name} 様

${name}で、次のお手続きの途中です。
内容をお確かめのうえ、取引認証パスワードを画面に入力してください。

■ お手続きの内容
${mail.summary}

■ 取引認証パスワード
${mail.digits}

■ 有効期限
${formatDateTime(mail.expiresAt, 'ja')}まで
(このお手続きに1回だけお使いいただけます)

お手続きの内容が違うときや、お心当たりのないときは、このパスワードを入力せず、
だれにも知らせずに、すぐに下記へお電話ください。
電話やメールでパスワードをお聞きすることはありません。

――――――――――――――――
${name}(${institution.company})
${desk.name} ${desk.phone}
${desk.hours}
このメールは自動でお送りしています。ご返信いただいてもお答えできません。
`,
  };
}
