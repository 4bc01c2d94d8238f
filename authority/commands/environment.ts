import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../core/clock/clock.ts';
import { AppError } from '../../core/error.ts';
import type { OpenAuthorityOptions } from '../context.ts';

export type EnvironmentError = 'kek-missing' | 'kek-malformed' | 'setting-missing' | 'setting-malformed';
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
 * The key-encryption key: `FUDA_KEK`, 32 bytes in base64 or base64url. Without it a demonstration
 * (`FUDA_DEMO=1`) keeps one of its own beside the data, which protects nothing there; anything else
 * must not start (`kek-missing`).
 */
export function readKek(env: Environment, directory: string): Uint8Array {
  const given = env['FUDA_KEK'];
  if (given) return decodeKek(given);
  if (env['FUDA_DEMO'] === '1') return demoKek(directory);
  throw new AppError<EnvironmentError>(
    'kek-missing',
    'FUDA_KEK is not set: give 32 random bytes in base64 (openssl rand -base64 32), kept apart from the data',
  );
}

/** The demonstration's key, made once and kept in `directory`. Only for data that protects nobody. */
export function demoKek(directory: string): Uint8Array {
  const path = join(directory, 'demo-kek');
  try {
    writeFileSync(path, Buffer.from(systemRandom(32)).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return decodeKek(readFileSync(path, 'utf8').trim());
}

function decodeKek(text: string): Uint8Array {
  const wellFormed = /^[A-Za-z0-9+/_-]{43}=?$/.test(text);
  if (!wellFormed) {
    throw new AppError<EnvironmentError>(
      'kek-malformed',
      'the key-encryption key must be 32 bytes in base64',
    );
  }
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** An origin from the environment, as `location.origin` prints it. */
export function readOrigin(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new AppError<EnvironmentError>('setting-missing', `${name} is not set`);
  if (!URL.canParse(value) || new URL(value).origin !== value) {
    throw new AppError<EnvironmentError>(
      'setting-malformed',
      `${name} must be an origin: scheme://host[:port]`,
    );
  }
  return value;
}

/** Everything `openAuthority` needs, from the environment. Errors: `EnvironmentError`. */
export function authorityOptions(env: Environment): OpenAuthorityOptions & { directory: string } {
  const directory = dataDirectory(env);
  return {
    directory,
    databasePath: join(directory, 'authority.sqlite'),
    kek: readKek(env, directory),
    clock: systemClock,
    random: systemRandom,
    settings: { address: readOrigin(env, 'FUDA_ADDRESS'), appAddress: readOrigin(env, 'FUDA_APP_ADDRESS') },
  };
}
