import type { PasskeyAnswer, PasskeyPort } from '../app/ports.ts';

/**
 * Passkeys over `navigator.credentials`: WebAuthn Level 3 with its PRF extension (§10.1.4), on this device's own
 * authenticator. No server takes part: the passkey's secret opens the vault or it does not, so challenges are
 * fresh random bytes that nobody checks, and attestation is not asked for.
 */

/** What of the browser this needs. */
export interface PasskeyPlace {
  PublicKeyCredential?: Pick<typeof PublicKeyCredential, 'isUserVerifyingPlatformAuthenticatorAvailable'> & {
    getClientCapabilities?(): Promise<Record<string, boolean | undefined>>;
    signalUnknownCredential?(options: { rpId: string; credentialId: string }): Promise<void>;
  };
  navigator: { credentials?: Pick<CredentialsContainer, 'create' | 'get'> };
  crypto: Pick<Crypto, 'getRandomValues'>;
  location: { hostname: string };
}

type Failure = Extract<PasskeyAnswer<object>, { ok: false }>;
type Secret = PasskeyAnswer<{ prf: Uint8Array<ArrayBuffer> }>;

/** Length of what the PRF gives: one HMAC-SHA-256. */
const SECRET_LENGTH = 32;
/** Newer than the type declarations (Level 3 §5.8.7): ask on this device. */
const HINTS: object = { hints: ['client-device'] };
/** How long (ms) a person may take to answer; browsers treat it as a hint. */
const ANSWER_WAIT_MS = 120_000;
/** COSE algorithms: ES256, EdDSA, RS256 (Windows Hello). The signature itself is of no use here. */
const ALGORITHMS = [-7, -8, -257];
/** User Verified, in the flags that follow the 32 bytes of the relying party's hash (§6.1). */
const USER_VERIFIED = 0x04;

const failed = (reason: Failure['reason']): Failure => ({ ok: false, reason });

/** Why the browser threw. It does not tell apart a person's no, a timeout and a passkey that is gone. */
function reasonOf(error: unknown): Failure['reason'] {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    // Not here: no such authenticator, an address that cannot have passkeys, forbidden by policy.
    case 'NotSupportedError':
    case 'ConstraintError':
    case 'SecurityError':
    case 'TypeError':
      return 'unsupported';
    default:
      return 'cancelled';
  }
}

const hasVerifiedUser = (authenticatorData: ArrayBuffer): boolean =>
  ((new Uint8Array(authenticatorData)[32] ?? 0) & USER_VERIFIED) !== 0;

/** The secret among an answer's extension results; `null` when there is none, or it is too short to be one. */
function secretOf(credential: PublicKeyCredential): Uint8Array<ArrayBuffer> | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.length === SECRET_LENGTH ? new Uint8Array(bytes) : null;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/u, '');

/** The port over this page's browser; `undefined` where it knows no passkeys. */
export function passkeyPort(place: PasskeyPlace): PasskeyPort | undefined {
  const { PublicKeyCredential: api, crypto, location } = place;
  const { credentials } = place.navigator;
  if (!api || !credentials) return undefined;
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

  const make = (name: string, prf: AuthenticationExtensionsPRFInputs) =>
    credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { id: location.hostname, name: 'Fuda' },
        // A new passkey beside those before: which one opens the vault is the vault's to remember.
        user: { id: random(16), name, displayName: name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          // Some phones give a PRF to discoverable credentials only.
          residentKey: 'preferred',
          userVerification: 'required',
        },
        ...HINTS,
        attestation: 'none',
        timeout: ANSWER_WAIT_MS,
        extensions: { prf },
      },
    }) as Promise<PublicKeyCredential | null>;

  async function ask(hint: Parameters<PasskeyPort['ask']>[0]): Promise<Secret> {
    try {
      const credential = (await credentials!.get({
        publicKey: {
          challenge: random(32),
          rpId: location.hostname,
          allowCredentials: [{ type: 'public-key', id: hint.credentialId, transports: ['internal'] }],
          userVerification: 'required',
          ...HINTS,
          timeout: ANSWER_WAIT_MS,
          extensions: { prf: { eval: { first: hint.salt } } },
        },
      })) as PublicKeyCredential | null;
      if (!credential) return failed('cancelled');
      // Without verification an authenticator answers with another secret (CTAP 2.1 §12.5), and to anybody.
      const { authenticatorData } = credential.response as AuthenticatorAssertionResponse;
      const prf = hasVerifiedUser(authenticatorData) ? secretOf(credential) : null;
      return prf ? { ok: true, prf } : failed('no-prf');
    } catch (error) {
      return failed(reasonOf(error));
    }
  }

  /** Tells the password manager that a passkey is of no use, so that it is not offered for ever. */
  async function forget(credentialId: Uint8Array): Promise<void> {
    try {
      await api!.signalUnknownCredential?.({
        rpId: location.hostname,
        credentialId: base64url(credentialId),
      });
    } catch {
      // Best effort: the person can delete it in the system's settings.
    }
  }

  return {
    async supported() {
      try {
        if (!(await api.isUserVerifyingPlatformAuthenticatorAvailable())) return false;
        const known = await api.getClientCapabilities?.();
        return known?.['extension:prf'] !== false;
      } catch {
        return false;
      }
    },

    async create({ name, salt }) {
      let credential: PublicKeyCredential | null;
      try {
        try {
          credential = await make(name, { eval: { first: salt } });
        } catch (error) {
          // Some take a salt only when asked for the secret later.
          if (!(error instanceof Error) || error.name !== 'NotSupportedError') throw error;
          credential = await make(name, {});
        }
      } catch (error) {
        return failed(reasonOf(error));
      }
      if (!credential) return failed('cancelled');
      const credentialId = new Uint8Array(credential.rawId);
      const { prf } = credential.getClientExtensionResults();
      const isVerified = hasVerifiedUser(
        (credential.response as AuthenticatorAttestationResponse).getAuthenticatorData(),
      );
      const given = isVerified ? secretOf(credential) : null;
      const answer: Secret =
        given !== null
          ? { ok: true, prf: given }
          : prf?.enabled === false || !isVerified
            ? failed('no-prf')
            : await ask({ credentialId, salt });
      if (answer.ok) return { ok: true, credentialId, prf: answer.prf };
      await forget(credentialId);
      return answer;
    },

    ask,
  };
}
