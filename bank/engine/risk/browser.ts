import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { getCookie, setCookie } from 'hono/cookie';
import { freshId } from '../session.ts';
import type { BankStore } from '../store/store.ts';
import type { BankContext, BankWeb } from '../web.ts';

const DAY = 24 * 60 * 60;
/** As long as browsers keep a cookie at most, in seconds. */
const LIFETIME = 400 * DAY;

const nameOf = (web: BankWeb): string =>
  web.publicOrigin.startsWith('https:') ? '__Host-browser' : 'browser';

/** What is kept of the cookie. */
const hashOf = (id: string): string => base64urlnopad.encode(sha256(new TextEncoder().encode(id)));

/** The browser's own cookie; `null` when it has none, or something that none of ours looks like. */
export function browserCookie(web: BankWeb, c: BankContext): string | null {
  const id = getCookie(c, nameOf(web));
  return id && /^[\w-]{43}$/u.test(id) ? id : null;
}

/** True when a login of this customer came to its end in this browser before. */
export async function isKnownBrowser(
  store: BankStore,
  customerRef: string,
  id: string | null,
): Promise<boolean> {
  if (id === null) return false;
  const row = await store.db
    .selectFrom('browsers')
    .select('id_hash')
    .where('customer_ref', '=', customerRef)
    .where('id_hash', '=', hashOf(id))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Makes the browser known to this customer after a login that came to its end, and renews its cookie. A
 * cookie the customer never logged in with may have been planted by somebody who knows it: the browser then
 * gets a fresh one, under which those who share the browser stay known.
 */
export async function rememberBrowser(web: BankWeb, c: BankContext, customerRef: string): Promise<void> {
  const { store } = web;
  const before = browserCookie(web, c);
  const known = await isKnownBrowser(store, customerRef, before);
  const id = known && before ? before : freshId(store);
  const now = store.clock();
  const others =
    known || before === null
      ? []
      : await store.db.selectFrom('browsers').selectAll().where('id_hash', '=', hashOf(before)).execute();
  for (const { customer_ref, first_seen_at, last_seen_at } of [
    ...others,
    { customer_ref: customerRef, first_seen_at: now, last_seen_at: now },
  ])
    await store.db
      .insertInto('browsers')
      .values({ customer_ref, id_hash: hashOf(id), first_seen_at, last_seen_at })
      .onConflict((conflict) => conflict.columns(['customer_ref', 'id_hash']).doUpdateSet({ last_seen_at }))
      .execute();
  setCookie(c, nameOf(web), id, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: web.publicOrigin.startsWith('https:'),
    maxAge: LIFETIME,
  });
}
