import { connect, type Socket } from 'node:net';

/**
 * A small client of Marionette, the remote protocol inside Firefox: messages `LENGTH:[type, id, name, body]` over
 * a socket. It reaches the pages of an extension, which other protocols keep closed.
 */
export interface Marionette {
  /** Any command; throws with what Firefox says of a failure. */
  send(command: string, parameters?: Record<string, unknown>): Promise<unknown>;
  /** Runs `body` of a function in the page (or, `in: 'chrome'`, in the browser itself), awaiting what it returns. */
  run<Result>(body: string, args?: unknown[], where?: 'content' | 'chrome'): Promise<Result>;
  /** Runs `body` in the page again and again until it returns something true, and gives that. */
  until<Result>(body: string, args?: unknown[], where?: 'content' | 'chrome'): Promise<Result>;
  /** Presses what the XPath finds, once it is there, as a person does: a real press, with what it permits. */
  press(xpath: string): Promise<void>;
  /** Types into what the XPath finds, once it is there, in place of what was there. */
  type(xpath: string, text: string): Promise<void>;
  /** Opens an address in a tab of its own and goes there; gives the tab to come back to. */
  openTab(address: string): Promise<string>;
  /** Comes back to a tab. */
  toTab(tab: string): Promise<void>;
  close(): void;
}

/** How long (ms) something may take to be there, on any machine; looked for this often (ms). */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Answer = [type: number, id: number, error: { error: string; message: string } | null, result: unknown];

/** Cuts what arrives into whole messages. */
function readMessages(socket: Socket, take: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const colon = rest.indexOf(':');
      if (colon === -1) return;
      const end = colon + 1 + Number(rest.subarray(0, colon).toString());
      if (rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end).toString()));
      rest = rest.subarray(end);
    }
  });
}

/** Connects to Firefox at a port of this machine and begins a session. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect({ host: '127.0.0.1', port });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    readMessages(socket, (message) => {
      // The first thing said is who is there.
      if (!Array.isArray(message)) return resolve();
      const [, id, error, result] = message as Answer;
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error) asker?.reject(new Error(`${error.error}: ${error.message}`));
      else asker?.resolve(result);
    });
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone'));
  });
  const send = (command: string, parameters: Record<string, unknown> = {}) =>
    new Promise<unknown>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const message = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  let context = 'content';
  await send('WebDriver:NewSession', { unhandledPromptBehavior: 'ignore' });

  async function into(where: 'content' | 'chrome'): Promise<void> {
    if (where !== context) await send('Marionette:SetContext', { value: where });
    context = where;
  }
  async function run<Result>(
    body: string,
    args: unknown[] = [],
    where: 'content' | 'chrome' = 'content',
  ): Promise<Result> {
    await into(where);
    const answer = await send('WebDriver:ExecuteScript', {
      script: `return (async () => { ${body} })()`,
      args,
      newSandbox: true,
    });
    return (answer as { value: Result }).value;
  }
  /** Tries until `what` neither fails nor gives nothing. */
  async function patiently<Result>(what: () => Promise<Result>): Promise<Result> {
    let trouble: unknown = null;
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
      try {
        const result = await what();
        if (result) return result;
      } catch (error) {
        trouble = error;
      }
      await pause(LOOK_EVERY_MS);
    }
    throw new Error('it did not come', { cause: trouble });
  }
  async function find(xpath: string): Promise<string> {
    await into('content');
    const found = await send('WebDriver:FindElement', { using: 'xpath', value: xpath });
    return (found as { value: Record<string, string> }).value[ELEMENT]!;
  }
  return {
    send,
    run,
    until: (body, args, where) => patiently(() => run(body, args, where)),
    press: (xpath) =>
      patiently(async () => {
        await send('WebDriver:ElementClick', { id: await find(xpath) });
        return true;
      }).then(() => undefined),
    type: (xpath, text) =>
      patiently(async () => {
        const id = await find(xpath);
        await send('WebDriver:ElementClear', { id });
        await send('WebDriver:ElementSendKeys', { id, text });
        return true;
      }).then(() => undefined),
    async openTab(address) {
      await into('content');
      const { handle } = (await send('WebDriver:NewWindow', { type: 'tab', focus: true })) as {
        handle: string;
      };
      await send('WebDriver:SwitchToWindow', { handle, focus: true });
      await send('WebDriver:Navigate', { url: address });
      return handle;
    },
    async toTab(tab) {
      await into('content');
      await send('WebDriver:SwitchToWindow', { handle: tab, focus: true });
    },
    close: () => socket.end(),
  };
}
