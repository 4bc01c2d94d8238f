import * as v from 'valibot';
import { AppError } from '../../core/error.ts';
import type { InstitutionSettings } from './institution.ts';

/** `malformed`: settings that are none, or that contradict themselves. */
export type SettingsError = 'malformed';

/** What a bank's `settings.json` says; the code's digits and period come from its token policy. */
export type SettingsFile = Omit<InstitutionSettings, 'otp'>;

const text = (max = 200) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const fieldName = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]{0,63}$/));
/** E.164. */
const phone = v.pipe(v.string(), v.regex(/^\+[1-9]\d{7,14}$/));
const email = v.pipe(v.string(), v.email(), v.maxLength(254));
const digits = (count: number) => v.pipe(v.string(), v.regex(new RegExp(`^\\d{${count}}$`)));

const factors = v.array(
  v.picklist(['confirmation', 'code', 'mail', 'code-or-mail', 'phone', 'card-number'] as const),
);
const points = whole(0, 1000);

const accountSchema = v.strictObject({
  branch: digits(3),
  number: digits(7),
  kind: text(20),
  holder: text(60),
  entries: v.array(
    v.strictObject({
      daysAgo: whole(0, 3660),
      text: text(40),
      yen: whole(-1_000_000_000, 1_000_000_000),
    }),
  ),
});

const customerSchema = v.strictObject({
  loginId: text(64),
  name: text(60),
  email,
  phone,
  password: text(128),
  confirmationPassword: text(64),
  cardNumber: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{8,16}$/))),
  accounts: v.pipe(v.array(accountSchema), v.minLength(1)),
});

/** What `settings.json` may hold; its cross-checks are in `readSettings`. */
export const settingsSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  name: text(60),
  company: text(60),
  ourselves: text(10),
  menu: v.strictObject({
    home: text(20),
    balances: text(20),
    entries: text(20),
    transfer: text(20),
    details: text(20),
    otp: text(20),
  }),
  fields: v.strictObject({
    loginId: fieldName,
    password: fieldName,
    otp: v.union([fieldName, v.pipe(v.array(fieldName), v.minLength(2))]),
  }),
  desk: v.strictObject({
    name: text(40),
    phone: text(20),
    hours: text(80),
    colour: v.exactOptional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  }),
  mailFrom: v.strictObject({ name: text(80), address: email }),
  session: v.strictObject({ idleMinutes: whole(1, 120), absoluteMinutes: whole(1, 1440) }),
  login: v.strictObject({
    by: v.pipe(v.array(v.picklist(['login-id', 'representative-account'] as const)), v.minLength(1)),
    code: v.picklist(['same-page', 'second-page'] as const),
    phoneNeedsToken: v.boolean(),
  }),
  tokenForms: v.pipe(v.array(v.picklist(['software', 'hardware'] as const)), v.minLength(1)),
  authenticationMethods: v.pipe(v.array(v.picklist(['code', 'mail'] as const)), v.minLength(1)),
  operations: v.strictObject({
    transfer: factors,
    'change-details': factors,
    apply: factors,
    'cancel-token': factors,
    'recover-token': factors,
  }),
  confirmationLimit: whole(1, 100),
  softwareKeyboard: v.boolean(),
  additionalAuthentication: v.nullable(
    v.strictObject({
      questions: v.pipe(v.array(v.strictObject({ id: fieldName, text: text(80) })), v.minLength(1)),
      asked: whole(1, 10),
      limit: whole(1, 100),
    }),
  ),
  risk: v.nullable(
    v.strictObject({
      points: v.strictObject({
        'unknown-browser': points,
        'new-network': points,
        'unusual-hour': points,
        velocity: points,
      }),
      threshold: whole(1, 4000),
      unusualHours: v.strictObject({ from: whole(0, 23), to: whole(0, 23) }),
      velocity: v.strictObject({ count: whole(1, 1000), minutes: whole(1, 1440) }),
    }),
  ),
  phoneVerification: v.nullable(
    v.strictObject({ number: phone, printed: text(20), withinSeconds: whole(10, 3600) }),
  ),
  mailPassword: v.nullable(
    v.strictObject({ digits: whole(6, 10), validMinutes: whole(1, 1440), limit: whole(1, 100) }),
  ),
  recovery: v.nullable(v.picklist(['locked-out', 'new-phone'] as const)),
  branches: v.pipe(v.array(v.strictObject({ code: digits(3), name: text(30) })), v.minLength(1)),
  demoCustomers: v.array(customerSchema),
  // As the authority's audit takes them, and as a login is compared: without capitals.
  demoOperators: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9._-]{1,64}$/)),
      name: text(40),
      password: text(128),
    }),
  ),
});

const isTwice = (values: readonly string[]): boolean => new Set(values).size < values.length;

/** What settings ask for without saying how, as sentences; empty when they hold together. */
function contradictions(settings: v.InferOutput<typeof settingsSchema>): string[] {
  const asked = new Set(Object.values(settings.operations).flat());
  const { additionalAuthentication: additional, demoCustomers: people } = settings;
  const accounts = people.flatMap((each) => each.accounts);
  const branches = settings.branches.map(({ code }) => code);
  const rules: readonly (readonly [boolean, string])[] = [
    [
      (asked.has('mail') || asked.has('code-or-mail')) && !settings.mailPassword,
      'an operation asks for a mailed password, but mailPassword is null',
    ],
    [
      settings.authenticationMethods.includes('mail') && !settings.mailPassword,
      'the method mail is offered, but mailPassword is null',
    ],
    [
      asked.has('phone') && !settings.phoneVerification,
      'an operation asks for a call, but phoneVerification is null',
    ],
    [
      asked.has('card-number') && people.some(({ cardNumber }) => cardNumber === undefined),
      'an operation asks for the card number, but a customer has none',
    ],
    [
      settings.recovery !== null && settings.operations['recover-token'].length === 0,
      'recovery asks for nothing',
    ],
    [settings.risk !== null && additional === null, 'risk has no additional authentication to ask for'],
    [
      additional !== null && additional.asked > additional.questions.length,
      'more questions are asked than there are',
    ],
    [isTwice([settings.fields.otp].flat()), 'two fields of the code have one name'],
    [isTwice(branches), 'two branches have one code'],
    [isTwice(people.map(({ loginId }) => loginId)), 'two customers have one login ID'],
    [isTwice(accounts.map(({ branch, number }) => `${branch}-${number}`)), 'two accounts have one number'],
    [
      accounts.some(({ branch }) => !branches.includes(branch)),
      'an account belongs to a branch that is not there',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

/**
 * Reads a bank's settings; keys it does not know are refused. Throws `malformed`, naming the places.
 */
export function readSettings(raw: unknown): SettingsFile {
  const parsed = v.safeParse(settingsSchema, raw);
  if (!parsed.success) {
    const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'settings').join(', ');
    throw new AppError<SettingsError>('malformed', `settings do not fit at: ${where}`);
  }
  const wrong = contradictions(parsed.output);
  if (wrong.length > 0) throw new AppError<SettingsError>('malformed', `settings: ${wrong.join('; ')}`);
  return parsed.output;
}
