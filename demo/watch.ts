import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ROOT } from './build.ts';

const SETTLE_MS = 150;

/** Rebuilds a surface when its sources change (`npm run dev`); `after` runs once a build is in place. */
export function rebuildOnChange(say: (line: string) => void, after: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const rebuild = async () => {
    try {
      for (const target of ['pwa', 'extension'] as const) await ensureBuilt(target, say);
      await after();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  const watchers = ['core', 'pwa', 'extension'].map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(rebuild);
      }, SETTLE_MS);
    }),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
