/** `npm run bench`: every figure from one run on this machine; compare ratios, not machines. */
import { ensureBuilt } from '../../demo/build.ts';
import { benchContent } from './content.ts';
import { benchDetect } from './detect.ts';
import { benchManyTokens } from './many-tokens.ts';
import { benchOtp } from './otp.ts';
import { benchSize } from './size.ts';
import { benchStart } from './start.ts';
import { benchVerify } from './verify.ts';

for (const target of ['pwa', 'extension'] as const) await ensureBuilt(target, console.log);

for (const [title, bench] of [
  ['Codes from a prepared key', benchOtp],
  ['Verification by the authority (SQLite, durable writes)', benchVerify],
  ['Time to a code', benchStart],
  ['Long tasks', benchManyTokens],
  ['The field found on labelled pages (P: precision, R: recall)', benchDetect],
  ['The script in a bank’s page', benchContent],
  ['Sizes', benchSize],
] as const) {
  console.log(`\n${title}`);
  for (const line of await bench()) console.log(`  ${line}`);
}
