import type { Activation } from '../protocol/device/messages.ts';
import { type IssuerToken, TOKEN_VERSION } from './model.ts';
import { parseStoredToken } from './parse.ts';

/**
 * The token that an activation leaves on this device. `deviceKeys` names the key pairs it was activated
 * with, `now` is the device's corrected time (epoch ms). Wire-only fields (version, time) are left behind.
 * Throws AppError 'token-malformed' when what the authority sent could not be read back from the vault,
 * so that no set-up ends with a token that is quarantined at the next start.
 */
export function tokenFromActivation(
  activation: Activation,
  local: { deviceKeys: string; now: number },
): IssuerToken {
  const { institution, service, otp, authority } = activation;
  const token = {
    v: TOKEN_VERSION,
    source: 'issuer',
    tokenId: activation.tokenId,
    issuePath: activation.issuePath,
    institution: { id: institution.id, name: { ...institution.name } },
    service: { id: service.id, name: { ...service.name } },
    userId: activation.userId,
    otp: { kind: otp.kind, algorithm: otp.algorithm, digits: otp.digits, period: otp.period },
    seed: activation.seed,
    issuedAt: activation.issuedAt,
    expiresAt: activation.expiresAt,
    renewalNoticeDays: activation.renewalNoticeDays,
    loginOrigins: [...activation.loginOrigins],
    ...(activation.mayMove && { mayMove: true }),
    authority: { address: authority.address, key: { ...authority.key } },
    deviceKeys: local.deviceKeys,
    displayName: null,
    lastState: null,
    addedAt: local.now,
  } satisfies IssuerToken;
  // What is read back is of the source that was given.
  return parseStoredToken(token) as IssuerToken;
}
