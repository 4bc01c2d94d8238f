import type { FormStyle } from './pages/form-style.ts';
import type { Html } from './pages/html.ts';
import type { Frame, LoginModel, PageContext, Pages } from './pages/pages.ts';
import type { RiskSettings } from './risk/settings.ts';

/** What a customer can do that may ask for more than the session. */
export type Operation = 'transfer' | 'change-details' | 'apply' | 'cancel-token' | 'recover-token';

/**
 * What an operation asks for beside the session. `code`: the token's, once it is in use. `mail`: the
 * per-transaction password (取引認証パスワード), unless the customer switched it off. `code-or-mail`: whichever
 * the customer chose at the start of use; `mail` before that. `phone`: a call from the registered number.
 */
export type Factor = 'confirmation' | 'code' | 'mail' | 'code-or-mail' | 'phone' | 'card-number';

/** How a customer proves operations other than transfers, chosen at the start of use. */
export type AuthenticationMethod = 'code' | 'mail';

/** What differs from bank to bank as data; times in the unit their names say. */
export interface InstitutionSettings {
  id: string;
  /** Name of the net-banking service and of the institution behind it. */
  name: string;
  company: string;
  /** How the institution speaks of itself: 当行, 当組合. */
  ourselves: string;
  /** What it calls its pages, in the menu and above them. */
  menu: Readonly<Record<NonNullable<Frame['section']>, string>>;
  /** Names of the login form's fields; every bank has its own. Several for the code are split boxes. */
  fields: { loginId: string; password: string; otp: string | readonly string[] };
  /** `colour` (`#rrggbb`): what the staff's own pages are accented with. */
  desk: { name: string; phone: string; hours: string; colour?: string };
  mailFrom: { name: string; address: string };
  session: { idleMinutes: number; absoluteMinutes: number };
  login: {
    /** What names a customer: the login ID, or branch and number of the representative account. */
    by: readonly ('login-id' | 'representative-account')[];
    /** Where the code is typed: beside the password, or on a page of its own after it. */
    code: 'same-page' | 'second-page';
    /** Customers on a phone who have no token are led straight to the application. */
    phoneNeedsToken: boolean;
  };
  /** Forms of token a customer can apply for. */
  tokenForms: readonly ('software' | 'hardware')[];
  /** Digits and period in seconds of the code, and the re-issue rule, for the words of the pages. */
  otp: {
    digits: number;
    period: number;
    reissue: 'next-day' | '30-minutes' | 'at-once';
    /** From how many days before its end a token is to be renewed, and whether the app can do that. */
    renewalNoticeDays: number;
    renewable: boolean;
    /** How many set-ups of an app a customer may have; beyond it only the desk issues. `null` is no limit. */
    issueLimit: number | null;
  };
  /** Offered at the start of use; one only is no choice. */
  authenticationMethods: readonly AuthenticationMethod[];
  operations: Record<Operation, readonly Factor[]>;
  /** Wrong confirmation passwords in a row before the desk must help. */
  confirmationLimit: number;
  /** Whether the confirmation password is typed on a keyboard drawn on the page. */
  softwareKeyboard: boolean;
  /** Additional authentication: what a customer registers at the first login; `null` where there is none. */
  additionalAuthentication: {
    questions: readonly { id: string; text: string }[];
    /** How many of them are asked at a time. */
    asked: number;
    /** Wrong answers in a row before the desk must help. */
    limit: number;
  } | null;
  risk: RiskSettings | null;
  /** The number a customer calls (E.164, and as it is printed) and how long the bank waits for the call. */
  phoneVerification: { number: string; printed: string; withinSeconds: number } | null;
  mailPassword: { digits: number; validMinutes: number; limit: number } | null;
  /**
   * The way back without logging in. `locked-out`: for somebody whose token is lost, gone or suspended.
   * `new-phone`: from a new phone, with the cash card's number. `null`: the desk only.
   */
  recovery: 'locked-out' | 'new-phone' | null;
  branches: readonly { code: string; name: string }[];
  demoCustomers: readonly DemoCustomerSettings[];
  demoOperators: readonly DemoOperatorSettings[];
}

/** A made-up customer with the entries of their accounts: days before the seeding, text, yen. */
export interface DemoCustomerSettings {
  loginId: string;
  name: string;
  email: string;
  /** E.164. */
  phone: string;
  password: string;
  confirmationPassword: string;
  /** Number of the cash card, where the bank asks for it. */
  cardNumber?: string;
  /** The first account is the representative one. */
  accounts: readonly {
    branch: string;
    number: string;
    kind: string;
    holder: string;
    entries: readonly { daysAgo: number; text: string; yen: number }[];
  }[];
}

/** A made-up clerk at the desk. */
export interface DemoOperatorSettings {
  id: string;
  name: string;
  password: string;
}

/**
 * A bank over this engine: settings, the service ID its tokens are issued under, its style sheet and mark,
 * its page frame and login page, how its forms are marked up, and any other page it draws its own way.
 */
export interface Institution extends InstitutionSettings {
  serviceId: string;
  style: string;
  logo: string;
  /** Further files its pages load from their own origin, by path: scripts, images. */
  files?: Readonly<Record<string, { type: string; body: string }>>;
  frame(context: PageContext, frame: Frame): Html;
  loginPage(context: PageContext, model: LoginModel): Html;
  form?: FormStyle;
  pages?: Partial<Pages>;
}
