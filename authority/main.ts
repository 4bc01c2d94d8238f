import { join } from 'node:path';
import { type Listener, openListener } from '../server/listen.ts';
import { createAuthority } from './app.ts';
import { startBackground } from './background.ts';
import { authorityOptions, openToOthers, readProxies, unnamedProxy } from './commands/environment.ts';

/** Starts an authority from its environment; docs/protocol.md lists the settings. */
async function main(): Promise<void> {
  const env = process.env;
  const { directory, ...options } = authorityOptions(env);
  const smtpUrl = env['SMTP_URL'];
  if (!smtpUrl) throw new Error('SMTP_URL is not set: set-up mails would have nowhere to go');
  const log = (line: string) => console.log(line);
  const port = readPort(env['PORT'] ?? '8600');
  const proxies = readProxies(env);
  for (const warning of [openToOthers(directory), unnamedProxy(options.settings.address, proxies)])
    if (warning) console.error(warning);
  const authority = await createAuthority({ ...options, mail: { smtpUrl }, log, proxies });
  let listener: Listener;
  try {
    listener = await openListener(port);
  } catch (error) {
    await authority.close();
    throw error;
  }
  const stop = await startBackground(authority, { auditHeadFile: join(directory, 'audit-heads.jws'), log });
  listener.serve(authority.fetch);
  log(JSON.stringify({ event: 'listening', port: listener.port }));
  const end = async () => {
    stop();
    await listener.close();
    await authority.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('PORT must be a number from 0 to 65535');
  return port;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'could not start');
  process.exitCode = 1;
});
