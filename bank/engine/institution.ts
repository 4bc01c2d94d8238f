import type { Html } from './pages/html.ts';
import type { Frame, LoginModel, PageContext, Pages } from './pages/pages.ts';

/** What differs from bank to bank as data; amounts of time in minutes. */
export interface InstitutionSettings {
  id: string;
  /** Name of the net-banking service and of the institution behind it. */
  name: string;
  company: string;
  /** Names of the login form's fields; every bank has its own. */
  fields: { loginId: string; password: string; otp: string };
  desk: { name: string; phone: string; hours: string };
  session: { idleMinutes: number; absoluteMinutes: number };
  /** Digits of the one-time password, its period in seconds, and when a cancelled one can be applied for again. */
  otp: { digits: number; period: number; reissue: 'next-day' | 'at-once' };
  /** Wrong confirmation passwords in a row before the desk must help. */
  confirmationLimit: number;
  branches: readonly { code: string; name: string }[];
  demoCustomers: readonly DemoCustomerSettings[];
}

/** A made-up customer with the entries of their accounts: days before the seeding, text, yen. */
export interface DemoCustomerSettings {
  loginId: string;
  name: string;
  email: string;
  password: string;
  confirmationPassword: string;
  accounts: readonly {
    branch: string;
    number: string;
    kind: string;
    holder: string;
    entries: readonly { daysAgo: number; text: string; yen: number }[];
  }[];
}

/**
 * A bank over this engine: settings, the service ID its tokens are issued under, its style sheet and mark,
 * its page frame and login page, and any other page it wants to draw its own way.
 */
export interface Institution extends InstitutionSettings {
  serviceId: string;
  style: string;
  logo: string;
  frame(context: PageContext, frame: Frame): Html;
  login(context: PageContext, model: LoginModel): Html;
  pages?: Partial<Pages>;
}
