import { defineCatalogue } from '../../../i18n/catalogue.ts';
import { useUi } from '../../context.ts';

/** What the check of the clock says, and how to set one; loaded with its screen. */
export const clockMessages = defineCatalogue(
  {
    title: '時計',
    lead: 'ワンタイムパスワードは時刻から作られます。端末の時計が合っているかを調べられます。',
    again: 'もう一度調べる',
    checking: '調べています…',
    good: '時計は合っています',
    goodBody: '直すところはありません。',
    off: (text: string, isAhead: boolean) => `時計が${text}${isAhead ? '進んで' : '遅れて'}います`,
    offBody: 'ずれはFudaが計算に入れていますので、パスワードはこのまま使えます。',
    offWarning: 'ずれが大きくなる前に、端末の時計を合わせてください。',
    farBody:
      'ずれはFudaが計算に入れていますが、ほかのアプリや銀行のサイトがうまく動かないことがあります。下の手順で、端末の時計を合わせてください。',
    untrusted:
      'このずれは、まだ計算に入れていません。銀行のトークンを設定すると、署名された時刻で確かめて、パスワードに反映します。',
    untrustedOwn:
      '端末の時計だけを使っています。ずれているときは、端末の時計を合わせてください。銀行のトークンがあると、自動で補正できます。',
    trusted: 'OTP認証センターの署名がある時刻で確かめました。',
    unknown: 'まだ調べていません',
    unknownBody: 'インターネットにつないで、「もう一度調べる」を押してください。',
    unreachable: '調べられませんでした。電波を確かめて、もう一度押してください。',
    stepsTitle: '時計の合わせかた',
    stepsTitleOn: (system: string) => `時計の合わせかた（${system}）`,
    ios: 'iPhone・iPad',
    iosSteps: '「設定」アプリを開く\n「一般」→「日付と時刻」を押す\n「自動設定」を入にする',
    android: 'Android',
    androidSteps:
      '「設定」アプリを開く\n「システム」→「日付と時刻」を押す（機種により「一般管理」の中）\n「日時を自動的に設定」を入にする',
    windows: 'Windows',
    windowsSteps:
      '「スタート」→「設定」を開く\n「時刻と言語」→「日付と時刻」を押す\n「時刻を自動的に設定する」を入にして、「今すぐ同期」を押す',
    mac: 'Mac',
    macSteps: '「システム設定」を開く\n「一般」→「日付と時刻」を押す\n「日付と時刻を自動的に設定」を入にする',
    afterwards: '合わせたら、「もう一度調べる」を押してください。',
  },
  {
    title: 'Clock',
    lead: 'One-time passwords are made from the time. Here you can check this device’s clock.',
    again: 'Check again',
    checking: 'Checking…',
    good: 'The clock is right',
    goodBody: 'There is nothing to do.',
    off: (text: string, isAhead: boolean) => `The clock is ${text} ${isAhead ? 'fast' : 'slow'}`,
    offBody: 'Fuda takes this into account, so your passwords work as they are.',
    offWarning: 'Please set the device’s clock before the difference grows.',
    farBody:
      'Fuda takes this into account, but other apps and your bank’s site may not work well. Please set the device’s clock as shown below.',
    untrusted:
      'This difference is not used yet. Once you have set up a bank’s token, it is checked against signed time and then used.',
    untrustedOwn:
      'Only the device’s clock is used. If it is off, please set it. With a bank’s token Fuda can correct it by itself.',
    trusted: 'Checked against time signed by the OTP authority.',
    unknown: 'Not checked yet',
    unknownBody: 'Connect to the internet and press “Check again”.',
    unreachable: 'The clock could not be checked. Please check the connection and press again.',
    stepsTitle: 'How to set the clock',
    stepsTitleOn: (system: string) => `How to set the clock (${system})`,
    ios: 'iPhone and iPad',
    iosSteps: 'Open “Settings”\nTap “General”, then “Date & Time”\nTurn on “Set Automatically”',
    android: 'Android',
    androidSteps:
      'Open “Settings”\nTap “System”, then “Date & time” (on some phones under “General management”)\nTurn on “Set time automatically”',
    windows: 'Windows',
    windowsSteps:
      'Open “Start”, then “Settings”\nChoose “Time & language”, then “Date & time”\nTurn on “Set time automatically” and press “Sync now”',
    mac: 'Mac',
    macSteps:
      'Open “System Settings”\nChoose “General”, then “Date & Time”\nTurn on “Set time and date automatically”',
    afterwards: 'When you have set it, press “Check again”.',
  },
);

export type ClockWords = (typeof clockMessages)['en'];

/** The clock's words in the language on the screen. */
export const useClockWords = (): ClockWords => clockMessages[useUi().language.value];
