import { parseArgs } from 'node:util';
import { readPskc } from '../pskc/read.ts';
import { stockTokens } from '../registrations/hardware/stock.ts';
import { readDeliveryKey } from './environment.ts';
import { readGivenFile } from './given-file.ts';
import { type Command, runCommand, usageOf } from './run.ts';

const COMMAND: Command = {
  name: 'load-hardware',
  words: 'FILE --institution ID --service ID [--allow-plain]',
  least: 1,
  most: Number.POSITIVE_INFINITY,
  does: "Takes the tokens of a PSKC file into an institution's stock; FUDA_PSKC_KEY or FUDA_PSKC_PASSPHRASE opens it.",
};

/**
 * `npx node authority/commands/load-hardware.ts FILE --institution ID --service ID` takes the tokens of a PSKC
 * file (RFC 6030) into an institution's stock; the same file again changes nothing. What opens the file comes
 * from the environment: `FUDA_PSKC_KEY` (the shared key, hexadecimal) or `FUDA_PSKC_PASSPHRASE`. A file with
 * secrets in the clear is refused unless `--allow-plain` is given.
 */
await runCommand(COMMAND, async (ctx, words) => {
  const { file, institutionId, serviceId, allowPlain } = parse(words);
  const tokens = readPskc(await readGivenFile(file), { ...readDeliveryKey(process.env), allowPlain });
  try {
    const { added, known } = await stockTokens(ctx, { institutionId, serviceId, tokens });
    return `${added} new in stock, ${known} known already.`;
  } finally {
    for (const { seed } of tokens) seed.fill(0);
  }
});

function parse(words: string[]) {
  const parsed = tryParse(words);
  const [file, ...more] = parsed?.positionals ?? [];
  const { institution, service } = parsed?.values ?? {};
  if (!file || more.length > 0 || !institution || !service) throw new Error(usageOf(COMMAND));
  const allowPlain = parsed?.values['allow-plain'] === true;
  return { file, institutionId: institution, serviceId: service, allowPlain };
}

function tryParse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        service: { type: 'string' },
        'allow-plain': { type: 'boolean' },
      },
    });
  } catch {
    return null;
  }
}
