import { execFileSync, spawnSync } from 'node:child_process';

/** Whether OATH Toolkit's `oathtool`, an independent implementation of HOTP and TOTP, can be run. */
export function hasOathtool(): boolean {
  return spawnSync('oathtool', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Installs Debian's `oathtool` where it is missing and may be installed; says so either way. */
export function ensureOathtool(): void {
  if (hasOathtool()) return;
  console.log('No oathtool found: installing it from Debian…');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'oathtool'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    console.log('It could not be installed: the comparison with oathtool will not run.');
  }
}
