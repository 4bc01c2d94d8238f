import type { FactorFault, FactorFields } from '../factors/types.ts';
import { codeField, secretField } from './form-rows.ts';
import type { FormRow } from './form-style.ts';
import type { PageContext } from './pages.ts';

const FAULTS: Record<FactorFault, string> = {
  confirmation: '確認用パスワードが正しくありません。続けて誤ると、お手続きができなくなります。',
  code: 'ワンタイムパスワードが正しくないか、すでに使われています。トークンの表示が新しくなってから、もう一度入力してください。続けて誤ると、利用を停止します。',
  'card-number': 'キャッシュカード番号をお確かめください。続けて誤ると、お手続きができなくなります。',
  'card-or-confirmation':
    'キャッシュカード番号または確認用パスワードが正しくありません。続けて誤ると、お手続きができなくなります。',
  mail: '取引認証パスワードが正しくありません。メールに書かれた数字をお確かめください。',
  'mail-over': 'この取引認証パスワードは使えなくなりました。新しいパスワードをメールでお送りしました。',
};

/** The rows a confirming form has to add for what the operation asks for. */
export function factorRows(
  context: PageContext,
  fields: FactorFields,
  fault: FactorFault | null,
): readonly FormRow[] {
  const error = (...faults: FactorFault[]): string | undefined =>
    fault && faults.includes(fault) ? FAULTS[fault] : undefined;
  const rows: FormRow[] = [];
  if (fields.cardNumber)
    rows.push({
      id: 'cardNumber',
      label: 'キャッシュカード番号',
      control: secretField(context, {
        id: 'cardNumber',
        name: 'cardNumber',
        wrong: fault === 'card-number' || fault === 'card-or-confirmation',
        describedBy: fault === 'card-number' ? 'cardNumber-error' : 'confirmation-error',
        numeric: true,
      }),
      hint: 'カードの表面に書かれた数字',
      error: error('card-number'),
    });
  if (fields.confirmation)
    rows.push({
      id: 'confirmation',
      label: '確認用パスワード',
      control: secretField(context, {
        id: 'confirmation',
        name: 'confirmation',
        wrong: fault === 'confirmation' || fault === 'card-or-confirmation',
        describedBy: 'confirmation-error',
        numeric: false,
      }),
      hint: 'ご契約のときにお決めになった、お手続き用のパスワードです。',
      error: error('confirmation', 'card-or-confirmation'),
    });
  if (fields.mail)
    rows.push({
      id: 'mailPassword',
      label: '取引認証パスワード',
      control: secretField(context, {
        id: 'mailPassword',
        name: 'mailPassword',
        wrong: fault === 'mail' || fault === 'mail-over',
        describedBy: 'mailPassword-error',
        numeric: true,
      }),
      hint: `メールに書かれた${context.institution.mailPassword?.digits ?? ''}桁の数字`,
      error: error('mail', 'mail-over'),
    });
  if (fields.code)
    rows.push({
      id: 'code',
      label: 'ワンタイムパスワード',
      control: codeField(context, {
        id: 'code',
        name: 'code',
        digits: context.institution.otp.digits,
        value: '',
        wrong: fault === 'code',
        describedBy: 'code-error',
      }),
      hint: `トークンに表示された${context.institution.otp.digits}桁の数字`,
      error: error('code'),
    });
  return rows;
}
