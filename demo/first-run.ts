import type { Demo } from './run.ts';

/** What `npm start` prints once everything answers: where things are, who to log in as, what to do first. */
export function firstRun(demo: Demo, extensionFolder: string): string {
  const { urls, customers } = demo;
  const people = customers
    .map(
      (customer) =>
        `    ${customer.loginId}   login password ${customer.password}   confirmation password (確認用パスワード) ${customer.confirmationPassword}`,
    )
    .join('\n');
  const [first, second] = customers;
  return `
Fuda 札 is running on this machine.

  Bank        ${urls.midori}   みどり農協ネットバンク (fictional)
  Mailbox     ${urls.mailbox}   what the bank sends arrives here
  Token app   ${urls.app}
  Authority   ${urls.authority}/docs
  Extension   ${extensionFolder}

  Demonstration customers
${people}

  First run
  1. Open ${urls.midori} and log in as ${first?.loginId}.
  2. Choose ワンタイムパスワード and apply (利用申込): any e-mail address, and an activation
     password of 4 to 8 digits that you make up. Two IDs are shown.
  3. Open ${urls.mailbox}: the same IDs came by mail. Follow the link in it.
  4. The token app opens with the IDs in place. Enter your activation password and finish:
     the 8-digit code is there. Turn the network off and reload: it still is.
  5. At the bank choose 利用開始 and enter the code. Log out, log in again: now the code is asked.
  6. On a PC: open chrome://extensions, switch developer mode on, load the extension's folder,
     open its page, and set up a token for ${second?.loginId} in the same way. Press
     "Allow on ${urls.midori}", then open the login page: the code is in its field.

  Ctrl-C stops everything; data stays. "npm start -- --fresh" begins anew.
`;
}
