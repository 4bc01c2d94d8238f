import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** A bash that stays, so that what one block of a page defines is there for the next. */
export interface Shell {
  /** Sets a variable. */
  set(name: string, value: string): void;
  /** What a variable holds; empty when it is not set. */
  get(name: string): Promise<string>;
  /** Runs a block to its end. */
  run(block: string): Promise<{ exit: number; out: string; err: string }>;
  close(): Promise<void>;
}

/** Ends what a block printed; nothing else prints this character. */
const MARK = '\u001e';

/** Starts a bash without anyone's settings in `directory`, with this process's Node first on the path. */
export function openShell(directory: string, environment: Readonly<Record<string, string>>): Shell {
  const child = spawn('bash', ['--noprofile', '--norc'], {
    cwd: directory,
    env: { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, LC_ALL: 'C.UTF-8', ...environment },
  });
  let out = '';
  let err = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      wake();
      resolve();
    });
  });

  const run: Shell['run'] = async (block) => {
    out = '';
    err = '';
    child.stdin.write(`${block}\nprintf '${MARK}%s${MARK}' "$?"\n`);
    for (;;) {
      const [printed, exit, rest] = out.split(MARK);
      if (exit !== undefined && rest !== undefined) return { exit: Number(exit), out: printed ?? '', err };
      if (child.exitCode !== null) throw new Error(`the shell ended: ${err}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    run,
    set(name, value) {
      child.stdin.write(`${name}='${value.replaceAll("'", `'\\''`)}'\n`);
    },
    get: async (name) => (await run(`printf '%s' "\${${name}-}"`)).out,
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
