import * as v from 'valibot';
import type { Customer } from '../customers.ts';
import { emailSchema } from '../email-address.ts';
import type { InstitutionSettings } from '../institution.ts';
import type { DetailsChange, DetailsErrors, DetailsInput } from '../pages/operations-models.ts';
import { isIpPhone, readNumber } from '../phone/number.ts';

/**
 * Numbers somebody in Japan can be reached at: mobile ones have eleven digits with their 0, fixed lines ten.
 * Free-phone and service numbers (0120, 0800, 0570 …) are nobody's own.
 */
const REACHABLE = /^\+81(?:[679]0\d{8}|80[1-9]\d{7}|(?!.0|120|570|990)[1-9]\d{8})$/u;

/** The number in E.164; `ip-phone` for one that no call from counts; `none` for what is no number. */
export function readOwnNumber(typed: string): { number: string } | { fault: 'ip-phone' | 'none' } {
  const number = readNumber(typed);
  if (number !== null && /^\+8150\d{8}$/u.test(number) && isIpPhone(number)) return { fault: 'ip-phone' };
  return number !== null && REACHABLE.test(number) ? { number } : { fault: 'none' };
}

/** What the input changes, `null` for what stays as it is; or what is wrong, beside its field. */
export function checkDetails(
  { desk }: Pick<InstitutionSettings, 'desk'>,
  customer: Pick<Customer, 'email' | 'phone'>,
  input: DetailsInput,
): { errors: DetailsErrors; change: DetailsChange } {
  const errors: DetailsErrors = {};
  const change: DetailsChange = { email: null, phone: null };
  if (input.email === '') errors.email = 'メールアドレスを入力してください。';
  else if (!v.is(emailSchema, input.email)) errors.email = 'メールアドレスの形式をお確かめください。';
  else if (input.email !== customer.email) change.email = input.email;
  if (input.phone !== '') {
    const read = readOwnNumber(input.phone);
    if ('fault' in read)
      errors.phone =
        read.fault === 'ip-phone'
          ? `050で始まるIP電話の番号は登録できません。携帯電話または固定電話の番号を入力してください。ほかに番号をお持ちでないときは、${desk.name}(${desk.phone})へお電話ください。`
          : '日本国内の電話番号を、市外局番から入力してください(例: 090-1234-5678)。';
    else if (read.number !== customer.phone) change.phone = read.number;
  }
  if (Object.keys(errors).length === 0 && change.email === null && change.phone === null)
    errors.all = 'いまのご登録と同じ内容です。変更する項目を入力してください。';
  return { errors, change };
}
