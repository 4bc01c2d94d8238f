/** `npm start`: builds the surfaces, starts everything on loopback, prints a guided first run. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../core/clock/clock.ts';
import { isAppError } from '../core/error.ts';
import { readArguments } from './arguments.ts';
import { BUILT, ensureBuilt, ROOT } from './build.ts';
import { pointExtensionAt } from './extension.ts';
import { firstRun } from './first-run.ts';
import { keptPorts, PORT_COUNT } from './ports.ts';
import { runDemo } from './run.ts';
import { rebuildOnChange } from './watch.ts';

const DATA = join(ROOT, 'data');

try {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted.fresh) await rm(DATA, { recursive: true, force: true });
  const ports = await keptPorts(DATA, wanted.portBase);
  for (const target of ['pwa', 'extension'] as const) await ensureBuilt(target, console.log);

  const demo = await runDemo({
    dataDirectory: DATA,
    ports,
    clock: systemClock,
    smtpUrl: process.env['SMTP_URL'] ?? null,
  });
  await pointExtensionAt(demo.urls.authority);
  const watching = wanted.dev
    ? rebuildOnChange(console.log, () => pointExtensionAt(demo.urls.authority))
    : null;
  console.log(firstRun(demo, BUILT.extension));

  const stop = async () => {
    console.log('\nStopping…');
    watching?.close();
    await demo.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  if (isAppError(error, 'port-taken')) {
    console.error(`\nCannot start: ${error.message}.`);
    console.error(
      `Stop what uses it, or take ${PORT_COUNT} other ports in a row: npm start -- --port-base 5300`,
    );
  } else {
    console.error(error instanceof Error ? `\nCannot start: ${error.message}` : error);
  }
  process.exit(1);
}
