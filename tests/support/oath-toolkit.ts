import { execFileSync, spawnSync } from 'node:child_process';

/** OATH Toolkit's commands, independent implementations of HOTP, TOTP and PSKC, and Debian's packages of them. */
const COMMANDS = ['oathtool', 'pskctool'] as const;

const isHere = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

/** Installs what is missing of OATH Toolkit where it may be installed; says so either way. */
export function ensureOathToolkit(): void {
  const missing = COMMANDS.filter((command) => !isHere(command));
  if (missing.length === 0) return;
  console.log(`No ${missing.join(' and ')} found: installing from Debian…`);
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', ...missing], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    console.log(`It could not be installed: the comparison with ${missing.join(' and ')} will not run.`);
  }
}
