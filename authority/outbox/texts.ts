import { defineCatalogue } from '../../core/i18n/catalogue.ts';

/** The set-up mail's words; arguments are plain text. */
export const setupMailTexts = defineCatalogue(
  {
    subject: (bank: string) => `【${bank}】ワンタイムパスワード 初期設定のご案内`,
    greeting: (service: string) => `${service}をご利用いただき、ありがとうございます。`,
    intro: 'ワンタイムパスワードのお申し込みを受け付けました。アプリで初期設定をしてください。',
    serviceId: 'サービスID',
    userId: 'ユーザID',
    link: '下のリンクを開くと、サービスIDとユーザIDが入力された状態で初期設定が始まります。',
    extension:
      'パソコンの拡張機能をお使いの方は、拡張機能の設定画面に、上のサービスIDとユーザIDを入力してください。',
    password:
      '利用開始パスワードは、お申し込みのときにお客さまが決めた数字です。このメールには記載していません。',
    until: (date: string) => `初期設定の期限：${date}`,
    notYours: 'お心当たりのない場合',
    notYoursText: (bank: string) =>
      `このお申し込みにお心当たりのないときは、リンクを開かずに、${bank}の窓口へご連絡ください。`,
    never: (bank: string) =>
      `${bank}が利用開始パスワードやワンタイムパスワードをメールや電話でおたずねすることはありません。`,
    sender: (address: string) =>
      `このメールは送信専用です。迷惑メール設定をご利用の方は、${address} からのメールを受信できるようにしてください。`,
  },
  {
    subject: (bank: string) => `[${bank}] Set up your one-time password`,
    greeting: (service: string) => `Thank you for using ${service}.`,
    intro: 'We have received your application for one-time passwords. Please set the app up now.',
    serviceId: 'Service ID',
    userId: 'User ID',
    link: 'Open this link to start the set-up with both IDs already filled in.',
    extension: 'In the browser extension on a PC, type both IDs into its set-up page instead.',
    password:
      'The activation password is the number you chose when you applied. It is not written in this mail.',
    until: (date: string) => `Set up by: ${date}`,
    notYours: 'If you did not apply',
    notYoursText: (bank: string) => `Do not open the link, and tell ${bank} at once.`,
    never: (bank: string) =>
      `${bank} never asks for an activation password or a one-time password by mail or by telephone.`,
    sender: (address: string) =>
      `This mailbox is not read. If you filter your mail, please let mails from ${address} through.`,
  },
);
