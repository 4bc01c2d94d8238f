import type { AppError } from '../error.ts';
import type { Activation, SignedState } from '../protocol/device/messages.ts';
import type { DeviceKeys } from '../vault/types.ts';

/** Problems of a device's call: the authority's own words, or what happened on the way. */
export type ClientErrorCode =
  | 'malformed'
  | 'refused'
  | 'setup-expired'
  | 'setup-used'
  | 'device-limit'
  | 'renewal-refused'
  | 'too-many-requests'
  | 'unreachable'
  | 'answer-bad';
export type ClientError = AppError<ClientErrorCode>;

/** A device's calls to one authority (`address` is its origin). */
export interface AuthorityClient {
  readonly address: string;
  /** Advisory time: server time minus device time in ms, corrected by half the round trip. */
  measureClock(): Promise<{ offset: number }>;
  /** Time signed under the pinned key, with this call's own nonce checked: may be stored. */
  signedClock(pinnedKey: Activation['authority']['key']): Promise<{ offset: number }>;
  activate(
    input: { serviceId: string; userId: string; activationPassword: string; kind: 'phone' | 'pc' },
    keys: DeviceKeys,
  ): Promise<Activation>;
  state(
    input: { tokenId: string; pinnedKey: Activation['authority']['key'] },
    keys: DeviceKeys,
  ): Promise<SignedState>;
  /**
   * Moves the token's expiry on; the seed stays. The answer is its state with the later date. Errors, besides
   * those of any call: 'renewal-refused' where the institution does not renew it, or not now.
   */
  renew(
    input: { tokenId: string; pinnedKey: Activation['authority']['key'] },
    keys: DeviceKeys,
  ): Promise<SignedState>;
}
