import { printedNumber } from '../bank/engine/phone/number.ts';
import { BANK_IDS, INSTITUTIONS } from './institutions.ts';
import type { Demo } from './run.ts';

/** Lines of columns; the last one is not padded. Only for text in half width. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd())
    .join('\n');
}

/** What `npm start` prints once everything answers: where things are, who to log in as, what to do first. */
export function firstRun(demo: Demo, extensionFolder: string): string {
  const { urls, desks, devices, customers } = demo;
  const banks = columns(
    BANK_IDS.map((id) => {
      const { name, otp } = INSTITUTIONS[id];
      return [urls[id], `${otp.digits} digits, ${otp.period} s`, name];
    }),
  );
  const people = columns([
    ['login ID', 'login password', 'confirmation', 'phone', 'cash card'],
    ...BANK_IDS.flatMap((id) =>
      customers[id].map((each) => [
        each.loginId,
        each.password,
        each.confirmationPassword,
        printedNumber(each.phone),
        each.cardNumber ?? '',
      ]),
    ),
  ]);
  const clerks = columns(
    BANK_IDS.flatMap((id) =>
      INSTITUTIONS[id].demoOperators.map((clerk) => [desks[id], clerk.id, clerk.password]),
    ),
  );
  const [first, second] = customers.midori;
  return `
Fuda 札 is running on this machine.

  Banks (fictional)
${banks}

  Token app   ${urls.app}
  Mailbox     ${urls.mailbox}   what the banks send arrives here
  Telephone   ${devices.phone}   calls a bank as one of its customers
  Tokens      ${devices.token}   the hardware tokens of あおば
  Authority   ${urls.authority}/docs
  Extension   ${extensionFolder}

  Customers (confirmation: 確認用パスワード)
${people}

  Staff desks (窓口)
${clerks}

  First run
  1. Open ${urls.midori} and log in as ${first?.loginId}. The first login asks for answers to
     a few questions: make them up.
  2. Choose ワンタイムパスワード and apply (利用申込): any e-mail address, an activation password
     of 4 to 8 digits that you make up, and the confirmation password. The bank then waits for a call.
  3. Open ${devices.phone}, choose ${first?.name}'s phone and call the number the bank shows.
     The bank's page goes on by itself: two IDs are shown.
  4. Open ${urls.mailbox}: the same IDs came by mail. Follow the link in it. The token app opens
     with the IDs in place; enter your activation password and finish: the 8-digit code is there.
     Turn the network off and reload: it still is.
  5. At the bank choose 利用開始 and enter the code. Log out, log in again: now the code is asked.
  6. On a PC: open chrome://extensions, switch developer mode on, load the extension's folder,
     open its page, and set up a token for ${second?.loginId} in the same way. Press
     "Allow on ${urls.midori}", then open the login page: the code is in its field.

  Then
  - あおば: the code is masked and has a page of its own. Apply for a hardware token, give one out at
    the desk, start its use with what ${devices.token} shows.
  - かもめ: log in from a phone without a token, and it leads to the application; six boxes take the code.
  - Type five wrong codes in a row, and lift the suspension at the bank's desk.

  Ctrl-C stops everything; data stays. "npm start -- --fresh" begins anew.
`;
}
