/**
 * Why a renewal did not go through: what the token turned out to be (learnt from the authority at once),
 * 'renewal-refused' where it has to be applied for anew, 'too-early' where the authority sees no renewal due
 * yet, 'moved' where it was carried here and only the device it came from can ask, or what happened on the way.
 */
export type RenewFailure =
  | 'renewal-refused'
  | 'too-early'
  | 'moved'
  | 'paused'
  | 'suspended'
  | 'expired'
  | 'ended'
  | 'too-many-requests'
  | 'unreachable'
  | 'answer-bad'
  | 'storage-full'
  | 'storage';

/** `expiresAt`: the new last instant, epoch ms. */
export type RenewResult = { ok: true; expiresAt: number } | { ok: false; reason: RenewFailure };
