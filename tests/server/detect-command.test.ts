import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';

/** What `npm run detect` says on standard error; nothing of a browser is started for words it cannot use. */
const said = (...words: string[]) =>
  new Promise<{ failed: boolean; err: string }>((resolve) => {
    const script = new URL('../../tools/detect.ts', import.meta.url).pathname;
    execFile(process.execPath, [script, ...words], (error, _, stderr) => {
      resolve({ failed: error !== null, err: stderr.trim() });
    });
  });

it('the detector’s command says in one sentence what it is missing', async () => {
  const [nothing, nowhere] = await Promise.all([said(), said('nowhere.html')]);
  expect(nothing).toEqual({ failed: true, err: 'Name a page: npm run detect -- PAGE.html' });
  expect(nowhere).toEqual({
    failed: true,
    err: 'nowhere.html is neither a file nor an address of this machine.',
  });
});
