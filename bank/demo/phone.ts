import * as v from 'valibot';
import type { Clock } from '../../core/clock/clock.ts';
import { readNumber } from '../engine/phone/number.ts';
import { SIGNATURE_HEADER, signCall, TIMESTAMP_HEADER } from '../engine/phone/signature.ts';
import { randomUuid } from '../engine/random-uuid.ts';
import { pageServer } from './page-server.ts';
import { type Heard, phonePage } from './phone-pages.ts';
import { PHONE_STYLE } from './phone-style.ts';

/** A bank's number and where its exchange reports calls to; `key` signs them. */
export interface PhoneLine {
  name: string;
  /** E.164, and as it is printed. */
  number: string;
  printed: string;
  webhookUrl: string;
  key: Uint8Array;
}

/** Somebody with a telephone; `number` in E.164, 050 ones included. */
export interface PhoneCaller {
  name: string;
  number: string;
}

const answerSchema = v.variant('outcome', [
  v.object({ outcome: v.literal('accepted') }),
  v.object({ outcome: v.literal('refused'), reason: v.string() }),
]);

/** How long the exchange waits for the bank, ms. */
const TIMEOUT = 5000;

/**
 * A telephone for demonstrations, with the exchange behind it: the page chooses who calls whom, and the
 * bank is told of the call the way an exchange would tell it. Pages only, no script.
 */
export function createPhone(options: {
  lines: readonly PhoneLine[];
  callers: readonly PhoneCaller[];
  clock: Clock;
  random: (length: number) => Uint8Array;
}): { fetch(request: Request): Response | Promise<Response> } {
  const { lines, callers } = options;

  const call = async (line: PhoneLine, from: string | null): Promise<Heard> => {
    const at = options.clock();
    const id = randomUuid(options.random);
    const body = new TextEncoder().encode(JSON.stringify({ v: 1, id, from, to: line.number, at }));
    const timestamp = String(at);
    const response = await fetch(line.webhookUrl, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        'content-type': 'application/json',
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signCall(line.key, timestamp, body),
      },
      body,
    });
    const answer = v.safeParse(answerSchema, await response.json());
    if (!response.ok || !answer.success) return { line, from, said: 'failed' };
    return { line, from, said: answer.output.outcome === 'accepted' ? 'accepted' : answer.output.reason };
  };

  const app = pageServer(PHONE_STYLE, { forms: true });
  app.get('/', (c) => c.html(phonePage({ lines, callers, chosen: {}, heard: null, problem: null })));
  app.post('/', async (c) => {
    // Calls are made from this page only, not from any other page that happens to be open.
    const origin = c.req.header('origin') ?? '';
    if (!URL.canParse(origin) || new URL(origin).host !== c.req.header('host'))
      return c.text('Forbidden', 403);
    const form = await c.req.parseBody();
    const text = (name: string): string => {
      const value = form[name];
      return typeof value === 'string' ? value.slice(0, 64) : '';
    };
    const chosen = { from: text('from'), typed: text('typed'), to: text('to') };
    const line = lines.find((each) => each.number === chosen.to);
    const from =
      chosen.from === 'withheld' ? null : readNumber(chosen.from === 'typed' ? chosen.typed : chosen.from);
    const problem = !line
      ? 'かける先を選んでください。'
      : from === null && chosen.from !== 'withheld'
        ? chosen.from === 'typed'
          ? '電話番号は、0から始まる10桁か11桁で入力してください。'
          : 'どの電話からかけるかを選んでください。'
        : null;
    if (!line || problem) return c.html(phonePage({ lines, callers, chosen, heard: null, problem }), 422);
    const heard = await call(line, from).catch((): Heard => ({ line, from, said: 'failed' }));
    return c.html(phonePage({ lines, callers, chosen, heard, problem: null }));
  });
  app.notFound((c) => c.redirect('/', 303));
  return { fetch: (request) => app.fetch(request) };
}
