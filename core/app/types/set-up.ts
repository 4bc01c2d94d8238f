/** Why a set-up did not go through; each has words of its own and leaves nothing half done. */
export type SetUpFailure =
  | 'service-id'
  | 'user-id'
  | 'activation-password'
  | 'consent'
  | 'refused'
  | 'setup-expired'
  | 'setup-used'
  | 'device-limit'
  | 'too-many-requests'
  | 'unreachable'
  | 'answer-bad'
  | 'storage-full'
  | 'storage';

/** `id`: record id of the new token. */
export type SetUpResult = { ok: true; id: string } | { ok: false; reason: SetUpFailure };
