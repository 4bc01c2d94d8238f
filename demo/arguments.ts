import { parseArgs } from 'node:util';
import { PORT_BASES, PORT_COUNT } from './ports.ts';

/** What `npm start -- …` was asked for. */
export interface Arguments {
  fresh: boolean;
  dev: boolean;
  /** First of the ports in a row; `null` keeps what is in use (4300 at first). */
  portBase: number | null;
}

/** Reads the command line. Throws a sentence for a person when it makes no sense. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      fresh: { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      'port-base': { type: 'string' },
    },
  });
  const given = values['port-base'];
  const { from, to } = PORT_BASES;
  if (given !== undefined && !(/^\d{4,5}$/.test(given) && Number(given) >= from && Number(given) <= to)) {
    throw new Error(`--port-base takes a number from ${from} to ${to}: ${PORT_COUNT} ports in a row.`);
  }
  return { fresh: values.fresh, dev: values.dev, portBase: given === undefined ? null : Number(given) };
}
