/** Writes `.output/detect.js`, part of `npm run build`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The classic script that `detect-script.ts` becomes. */
export async function detectScript(): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: join(ROOT, 'tools/detect-script.ts'), output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}

if (import.meta.main) {
  await mkdir(join(ROOT, '.output'), { recursive: true });
  await writeFile(join(ROOT, '.output/detect.js'), await detectScript());
}
