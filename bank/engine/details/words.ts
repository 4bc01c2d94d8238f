import { formatDateTime } from '../../../core/i18n/format.ts';
import type { Institution } from '../institution.ts';
import type { DetailsChange } from '../pages/operations-models.ts';
import { printedNumber } from '../phone/number.ts';

/** What changes, in lines: for the mails about it. */
export const changeLines = ({ email, phone }: DetailsChange): string =>
  [
    ...(email === null ? [] : [`メールアドレスを ${email} へ変更`]),
    ...(phone === null ? [] : [`電話番号を ${printedNumber(phone)} へ変更`]),
  ].join('\n');

/** Tells the address known until now that something is being changed, so that nobody is cut off unawares. */
export function changeNotice(
  { name, company, desk }: Institution,
  mail: { to: string; name: string; what: string; at: number },
): { to: string; subject: string; text: string } {
  return {
    to: mail.to,
    subject: `【${name}】お客さま情報の変更を受け付けました`,
    text: `${mail.name} 様

${formatDateTime(mail.at, 'ja')}に、次の変更を受け付けました。

${mail.what}

このメールは、変更前にご登録のメールアドレスへお送りしています。
お心当たりのないときは、すぐに下記へお電話ください。

――――――――――――――――
${name}(${company})
${desk.name} ${desk.phone}
${desk.hours}
このメールは自動でお送りしています。ご返信いただいてもお答えできません。
`,
  };
}
