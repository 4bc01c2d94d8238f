import { parseArgs } from 'node:util';

/** What `npm start -- …` was asked for. */
export interface Arguments {
  fresh: boolean;
  dev: boolean;
  /** First of the five ports, 1024…65531; `null` keeps what is in use (4300 at first). */
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
  if (given !== undefined && !(/^\d{4,5}$/.test(given) && Number(given) >= 1024 && Number(given) <= 65531)) {
    throw new Error('--port-base takes a number from 1024 to 65531.');
  }
  return { fresh: values.fresh, dev: values.dev, portBase: given === undefined ? null : Number(given) };
}
