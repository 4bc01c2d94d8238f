import type { Words } from '../messages.ts';

/** What the first screens say, in English. */
export const en: Words = {
  appName: 'Fuda',
  back: 'Back',
  settings: 'Settings',
  addToken: 'Add a token',
  addShort: 'Add',
  tokens: 'Tokens',
  allTokens: 'All tokens',
  waitingItems: (count) => (count === 1 ? '1 notice' : `${count} notices`),
  searchTokens: 'Search by name',
  searchFound: (count) => (count === 0 ? 'Nothing found' : `${count} found`),
  searchNone: (typed) => `No token matches “${typed}”.`,
  searchClear: 'Show all',
  reorder: 'Reorder',
  next: 'Next',
  close: 'Close',
  retry: 'Try again',
  later: 'Later',
  working: 'One moment…',

  starting: 'Getting ready…',
  partMissing: 'This screen could not be loaded. Please try again where there is a network.',

  refusedTitle: 'Fuda cannot work in this window',
  refusedBody:
    'The browser does not let this page keep data. Private windows often refuse it. Please open Fuda in an ordinary window.',
  fullTitle: 'No space left',
  fullBody:
    'This device has no room to save. Remove photos or apps you no longer need, then try again. Your tokens are still here.',
  blockedTitle: 'Another window is open',
  blockedBody: 'An older version of Fuda is still open in another tab. Close the other tabs, then try again.',
  newerTitle: 'Saved by a newer version',
  newerBody:
    'Your tokens were saved by a newer version of Fuda. Close this window and open it again to get that version. Nothing has been lost.',
  lostTitle: 'Storage cannot be reached',
  lostBody:
    'The connection to the browser’s storage was lost. Close this window and open it again. Nothing has been lost.',

  goneTitle: 'Your tokens are no longer on this device',
  goneBody:
    'This device had tokens, but they seem to have been cleared together with the browser’s data. Please have them issued again by your bank.',
  goneStep1: 'Ask your bank to issue the token again, online or at a branch',
  goneStep2: 'Have the numbers from its e-mail ready',
  goneStep3: 'Set up from the beginning with the button below',
  goneBegin: 'Set up from the beginning',
  goneRestore: 'Restore a backup',

  lockedTitle: 'App lock',
  lockedLead: 'Enter the app lock code you chose.',
  unlock: 'Unlock',
  lockWrong: 'That code is wrong. Please try again.',
  lockWrongTimes: (times: number) => (times === 1 ? '1 wrong code so far.' : `${times} wrong codes so far.`),
  lockWait: (text: string) => `Too many wrong codes. Please wait ${text}.`,
  lockForgotTitle: 'If you forgot the code',
  minutesSeconds: (minutes: number, seconds: number) =>
    minutes > 0 ? (seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`) : `${seconds} s`,
  hoursMinutes: (hours: number, minutes: number) =>
    minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`,
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),

  welcomeTitle: 'Your bank’s one-time\npasswords on this device',
  welcomeLead: 'Set-up takes about three minutes.',
  welcomeNeed: 'What you need',
  welcomeNeedMail: 'The e-mail from your bank',
  welcomeNeedMailNote: 'It has a service ID and a user ID',
  welcomeNeedPassword: 'Your activation password',
  welcomeNeedPasswordNote: 'The 4 to 8 digits you chose',
  welcomeBegin: 'Start set-up',
  welcomeScan: 'Scan a QR code',
  welcomeRestore: 'Move from another phone, or restore',
  welcomeOther: 'Add a token of another service',

  stepOf: (step: number, total: number) => `Step ${step} of ${total}`,

  serviceId: 'Service ID',
  userId: 'User ID',

  showDigits: 'Show',
  hideDigits: 'Hide',

  failTooMany: 'Too many tries in a short time. Please wait a while, then try again.',
  failStorageFull: 'There was no space to save on this device. Please make room and try again.',
  failStorage: 'It could not be saved on this device. Please open the app again and retry.',

  password: 'One-time password',
  secondsLeft: (seconds: number) => (seconds === 1 ? '1 second left' : `${seconds} seconds left`),
  seconds: 's',
  once: 'Works once',
  eventShow: 'Show a password',
  eventAgain: 'Show a new password',
  eventBefore: 'Each press makes one new password. Press when you need it.',
  eventAfter:
    'It works once. Each press makes a new one; the one before still works until you use a newer one.',
  eventFailStorage:
    'No password was made, because this device could not save which one was used last. Please open the app again and retry.',
  rowEvent: 'Press to show',
  rowCovered: 'Shown after your lock code',
  nextCode: 'Next',
  newCode: 'A new one-time password is shown',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying did not work. Please type the digits.',
  validUntil: (date: string) => `Valid until ${date}`,
  clockLineGood: 'Clock is right',
  clockLineOff: 'Clock corrected',
  clockLineFar: 'This device’s clock is wrong',
  details: 'Details',
  show: 'Show',

  quarantined: (count: number) =>
    count === 1
      ? '1 token could not be read; its data seems damaged. The others work. Please have it issued again by your bank.'
      : `${count} tokens could not be read; their data seems damaged. The others work. Please have them issued again by your bank.`,
  rolledBack:
    'What is stored here is older than when you last used it, as if it had been restored from a copy. If you did not do this, contact your bank.',

  rolledBackRead: 'I have read this',
  readOnly:
    'These tokens were saved by a newer version. You can use the passwords, but nothing can be changed until you update.',

  remove: 'Remove this token',

  lock: 'App lock',
  lockCode: 'App lock code',
  lockFailed: 'It could not be checked. Please open the app again and retry.',
  lockCodeBad: 'Enter 1 to 32 digits.',
  or: 'or',
  passkeyUnlock: 'Open with fingerprint, face or screen lock',
  passkeyAsking: 'Checking…',
  passkeyUnsupported: 'Fingerprint or face cannot be used here. Please enter the app lock code.',
  passkeyNoPrf: 'Fingerprint or face could not open it. Please enter the app lock code.',
  passkeyCancelled: 'That was not confirmed. Press again, or enter the app lock code.',
  passkeyWrong:
    'This device’s key seems to have changed. Please open with the app lock code, then turn it on again under “App lock” in the settings.',
  passkeyStorage: 'It could not be read from this device. Please enter the app lock code.',
  coveredLead: 'The password is shown after a check.',
  coveredShow: 'Check the code and show',
  coveredPasskey: 'Check fingerprint or face and show',

  installTitle: 'Add Fuda to your home screen?',
  installTitlePc: 'Add Fuda as an app?',
  installBody: 'It opens faster, and your tokens are less likely to be cleared.',
  installTitleFirst: 'Please add Fuda to the home screen first',
  installBodyFirst: 'On an iPhone or iPad, tokens set up in the added app are less likely to be cleared.',
  installHow: 'Show me how',
  clockFarBody: (text: string) =>
    `It is off by ${text}. Fuda corrects the passwords it shows, but please set the device’s clock.`,
  clockFarUnused: (text: string) =>
    `It is off by ${text}, so your passwords may be refused. Please set the device’s clock.`,
  clockFarHow: 'How to set the clock',

  updateReady: 'A new version is ready',
  updateApply: 'Update now',

  standingRowExpired: 'Expired',
  standingExpired: 'This token has expired',
  standingExpiredBody: (date: string) => `It was valid until ${date}. It shows no more passwords.`,
  standingExpiredStep1: 'Apply for a token again, on your bank’s site or at a branch',
  standingExpiredStep2: 'Set up the numbers you receive under “Add a token”',
  standingExpiredStep3: 'Remove this old token',
  standingRowSuspended: 'Suspended',
  standingSuspended: 'Your bank has suspended this token',
  standingSuspendedBody:
    'Too many wrong one-time passwords were entered. Please call your bank’s desk and ask for the suspension to be lifted. You can then use this token again.',
  standingRowPaused: 'Paused',
  standingPaused: 'Paused at your request',
  standingPausedBody: (until: string) =>
    `Until ${until} you can log in without a one-time password. To resume sooner, please contact your bank.`,
  standingPausedOver: 'The pause you asked for is over',
  standingPausedOverBody: (until: string) =>
    `It lasted until ${until} and does not end by itself. Please contact your bank and ask to resume.`,
  standingPausedUnknownBody: 'Please ask your bank when it ends.',
  standingRowEnded: 'Ended',
  standingEnded: 'This token has ended at your bank',
  standingEndedBody: 'It was cancelled there, so it shows no passwords. You can remove it from this device.',
  standingEndedAgain:
    'To use one again, apply on your bank’s site or at a branch, and set up the numbers you receive under “Add a token”.',
  standingNoCode: 'Nothing to show now',
  standingNoCodeBody: 'This version cannot show this kind of password.',
  askState: 'Check the state now',
  askingState: 'Checking…',
  askedState: 'This is what your bank says now',
  askedStateFailed: 'There was no connection. Please check it and try again.',

  renewalDue: 'This token expires soon',
  renewalLeft: (date: string, days: number) =>
    days > 1
      ? `Valid until ${date} (${days} days left)`
      : days === 1
        ? `Valid until tomorrow, ${date}`
        : `Valid until today, ${date}`,
  renewalRow: (days: number) =>
    days > 1 ? `Expires in ${days} days` : days === 1 ? 'Expires tomorrow' : 'Expires today',
  renew: 'Extend this token',
  logIn: 'Log in with this password',
  logInWait: 'Wait for the next digits',
  logInWhere: (host: string) => `Opens the login page of ${host} with the digits in place`,
};
