import type { Language, LocalText, RegistrationState } from '../../core/protocol/common.ts';
import type { ActivateRequest, Es256Jwk } from '../../core/protocol/device/messages.ts';
import type {
  CancelRequest,
  DeskAct,
  IssueRequest,
  ResyncRequest,
} from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext, AuthorityTransaction } from '../context.ts';

/** A mail as the outbox takes it; recipient, subject and bodies are enveloped at rest. */
export interface OutgoingMail {
  institutionId: string;
  registrationId: string | null;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string | null;
}

/** What the set-up mail may tell. The activation password is not among it. */
export interface SetupMailFacts {
  institution: { id: string; name: LocalText; mailFrom: { name: string; address: string } };
  service: { id: string; name: LocalText };
  registrationId: string;
  userId: string;
  setupLink: string;
  /** Epoch ms. */
  setupExpiresAt: number;
  language: Language;
  to: string;
}

/** `key`: the header's value. `digest`: SHA-256 of what was asked (kept only under an HMAC). */
export interface Idempotency {
  key: string;
  digest: Uint8Array;
}

export type EnqueueMail = (
  ctx: AuthorityContext,
  trx: AuthorityTransaction,
  mail: OutgoingMail,
) => Promise<unknown>;

/** The device's proof key as its proof showed it: RFC 7638 SHA-256 thumbprint in base64url, and the JWK. */
export interface ProofKey {
  thumbprint: string;
  jwk: Es256Jwk;
}

/** `issue(ctx, IssueInput): Promise<IssueResponse>` in `issue.ts`. */
export interface IssueInput {
  institutionId: string;
  request: IssueRequest;
  idempotency?: Idempotency | undefined;
  /** Words the set-up mail; pure. */
  compose: (facts: SetupMailFacts) => OutgoingMail;
  /** Defaults to the store's `enqueueMail`; runs inside the issuing transaction. */
  enqueue?: EnqueueMail | undefined;
}

/** `activate(ctx, ActivateInput): Promise<Activation>` in `activate.ts`. */
export interface ActivateInput {
  request: ActivateRequest;
  proofKey: ProofKey;
}

/** `verify` and `start(ctx, VerifyInput): Promise<VerifyResponse>` in `verify.ts` and `start.ts`. */
export interface VerifyInput {
  institutionId: string;
  /** Registration. */
  id: string;
  code: string;
  idempotency?: Idempotency | undefined;
}

/** `resync(ctx, ResyncInput): Promise<VerifyResponse>` in `resync.ts`. */
export interface ResyncInput {
  institutionId: string;
  id: string;
  /** As shown one after the other. */
  codes: ResyncRequest['codes'];
  idempotency?: Idempotency | undefined;
}

/** `cancel(ctx, CancelInput): Promise<Registration>` in `cancel.ts`. */
export interface CancelInput {
  institutionId: string;
  id: string;
  request: CancelRequest;
  idempotency?: Idempotency | undefined;
}

/** `revoke`, `lift` and `resume(ctx, DeskInput): Promise<Registration>` in the files of these names. */
export interface DeskInput {
  institutionId: string;
  id: string;
  desk: DeskAct;
  idempotency?: Idempotency | undefined;
}

/** `pause(ctx, PauseInput): Promise<Registration>` in `pause.ts`. `until`: epoch ms. */
export interface PauseInput extends DeskInput {
  until: number;
}

/** `readRegistration(ctx, ReadInput): Promise<Registration>` in `read.ts`; error `not-found`. */
export interface ReadInput {
  institutionId: string;
  id: string;
}

/** A page of a list: 1 to 100 rows (50 unless told) after where `cursor` points, or from the beginning. */
export interface PageInput {
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** `listRegistrations(ctx, ListInput): Promise<RegistrationList>` in `read.ts`, newest first. */
export interface ListInput extends PageInput {
  institutionId: string;
  /** Everybody's where it is absent. */
  customer?: string | undefined;
}

/** `listEvents(ctx, EventsInput): Promise<EventList>` in `events.ts`, newest first; error `not-found`. */
export interface EventsInput extends PageInput {
  institutionId: string;
  id: string;
}

/**
 * `stateForDevice` and `renew(ctx, DeviceStateInput): Promise<DeviceState | null>` in `device-state.ts` and
 * `renew.ts`.
 */
export interface DeviceStateInput {
  tokenId: string;
  /** RFC 7638 thumbprint of the key that signed the proof. */
  thumbprint: string;
}

/** What a device may know of its own token. */
export interface DeviceState {
  state: RegistrationState;
  loginOrigins: string[];
  /** Epoch ms. */
  expiresAt: number;
  /** While paused: until when the customer is let in without a code, epoch ms. */
  pausedUntil: number | null;
}
