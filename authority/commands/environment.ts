import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../core/clock/clock.ts';
import { AppError } from '../../core/error.ts';
import type { OpenAuthorityOptions } from '../context.ts';
import { type ProxySettings, readNetworks } from '../routes/client-address.ts';

export type EnvironmentError =
  | 'kek-missing'
  | 'kek-malformed'
  | 'delivery-key-malformed'
  | 'setting-missing'
  | 'setting-malformed';
type Environment = Readonly<Record<string, string | undefined>>;

/** `n` bytes of the platform's randomness. */
export const systemRandom = (n: number): Uint8Array => new Uint8Array(randomBytes(n));

/** The data directory, made when it is not there: `FUDA_DATA`, else `data`. */
export function dataDirectory(env: Environment): string {
  const directory = env['FUDA_DATA'] || 'data';
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/**
 * A sentence when other users of this machine may look into the data directory, which is then somebody's own
 * doing and left so; `null` when they may not.
 */
export function openToOthers(directory: string): string | null {
  if (process.platform === 'win32' || (statSync(directory).mode & 0o077) === 0) return null;
  return `other users of this machine may look into ${directory}, where the database is: chmod 700 ${directory}`;
}

/**
 * The key-encryption key: `FUDA_KEK`, 32 bytes in base64 or base64url. Nothing starts without it
 * (`kek-missing`), and it is never looked for among the data it protects.
 */
export function readKek(env: Environment): Uint8Array {
  const given = env['FUDA_KEK'];
  if (!given) {
    throw new AppError<EnvironmentError>(
      'kek-missing',
      'FUDA_KEK is not set: give 32 random bytes in base64 (openssl rand -base64 32), kept apart from the data',
    );
  }
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(given)) {
    throw new AppError<EnvironmentError>('kek-malformed', 'FUDA_KEK must be 32 bytes in base64');
  }
  return new Uint8Array(Buffer.from(given, 'base64'));
}

/**
 * What opens a delivery of hardware tokens, as far as it is set: `FUDA_PSKC_KEY`, 16, 24 or 32 bytes in
 * hexadecimal (`delivery-key-malformed` otherwise), and `FUDA_PSKC_PASSPHRASE`.
 */
export function readDeliveryKey(env: Environment): { key?: Uint8Array; passphrase?: string } {
  const key = env['FUDA_PSKC_KEY'];
  const passphrase = env['FUDA_PSKC_PASSPHRASE'];
  if (key && !/^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{48}|[0-9a-fA-F]{64})$/.test(key)) {
    throw new AppError<EnvironmentError>(
      'delivery-key-malformed',
      'FUDA_PSKC_KEY must be 16, 24 or 32 bytes in hexadecimal',
    );
  }
  return {
    ...(key ? { key: new Uint8Array(Buffer.from(key, 'hex')) } : {}),
    ...(passphrase ? { passphrase } : {}),
  };
}

/** Hosts that are this machine, whatever network it is in. */
const THIS_MACHINE = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d+){3}|\[::1\])$/;

/** An origin from the environment, as `location.origin` prints it: `https:`, or `http:` on this very machine. */
export function readOrigin(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new AppError<EnvironmentError>('setting-missing', `${name} is not set`);
  if (!URL.canParse(value) || new URL(value).origin !== value) {
    throw new AppError<EnvironmentError>(
      'setting-malformed',
      `${name} must be an origin: https://host[:port], without a path or a slash at the end`,
    );
  }
  const { protocol, hostname } = new URL(value);
  if (protocol !== 'https:' && !(protocol === 'http:' && THIS_MACHINE.test(hostname))) {
    throw new AppError<EnvironmentError>(
      'setting-malformed',
      `${name} must be the https: origin that customers reach; http: is for localhost and 127.0.0.1 alone`,
    );
  }
  return value;
}

/**
 * The proxies in front of the authority: `FUDA_PROXY_HEADER` names the header in which they say whom they pass
 * on, `FUDA_TRUSTED_PROXIES` who they are (addresses and networks, by commas; this machine unless given).
 * `null` without a header: then nobody is believed. Errors: `setting-malformed`.
 */
export function readProxies(env: Environment): ProxySettings | null {
  const header = env['FUDA_PROXY_HEADER'];
  const given = env['FUDA_TRUSTED_PROXIES'];
  const malformed = (sentence: string) => new AppError<EnvironmentError>('setting-malformed', sentence);
  if (!header) {
    if (given) throw malformed('FUDA_TRUSTED_PROXIES means nothing without FUDA_PROXY_HEADER: set both');
    return null;
  }
  // RFC 7239 writes more than addresses; read as a list of them it would never count.
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(header) || header.toLowerCase() === 'forwarded') {
    throw malformed('FUDA_PROXY_HEADER must name a header of addresses, such as X-Forwarded-For');
  }
  const trusted = given ? given.split(',').map((text) => text.trim()) : ['127.0.0.0/8', '::1'];
  if (readNetworks(trusted) === null) {
    throw malformed('FUDA_TRUSTED_PROXIES must be addresses or networks (10.1.0.0/16), separated by commas');
  }
  return { header, trusted };
}

/**
 * A sentence when there must be a proxy (an `https:` address, where the authority itself speaks plain HTTP) and
 * none is named: then all customers share one address's limits. `null` otherwise.
 */
export function unnamedProxy(address: string, proxies: ProxySettings | null): string | null {
  if (proxies !== null || !address.startsWith('https:')) return null;
  return 'FUDA_PROXY_HEADER is not set: behind a proxy all customers are counted as one (docs/protocol.md, "Behind a proxy")';
}

/** Everything `openAuthority` needs, from the environment. Errors: `EnvironmentError`. */
export function authorityOptions(env: Environment): OpenAuthorityOptions & { directory: string } {
  const kek = readKek(env);
  const directory = dataDirectory(env);
  return {
    directory,
    databasePath: join(directory, 'authority.sqlite'),
    kek,
    clock: systemClock,
    random: systemRandom,
    settings: { address: readOrigin(env, 'FUDA_ADDRESS'), appAddress: readOrigin(env, 'FUDA_APP_ADDRESS') },
  };
}
