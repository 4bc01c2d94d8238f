import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { AppError } from '../core/error.ts';

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>;

/** A port that is open before what answers on it is known, so that an app can be told its own address. */
export interface Listener {
  readonly port: number;
  /** `env` holds Node's own request (`incoming`), from which a Hono app reads the client's address. */
  serve(fetch: Fetch): void;
  /** Stops accepting, drops open connections, resolves when the port is free again. */
  close(): Promise<void>;
}

/**
 * Opens a port on 127.0.0.1 (`0` takes any free one). A taken port is an error that names it
 * (`port-taken`), never a shift to another: browsers tie stored tokens to an origin, port included.
 */
export async function openListener(port: number): Promise<Listener> {
  const notReady = () => new Response('starting', { status: 503 });
  let handler: Fetch = notReady;
  const server: Server = createServer(getRequestListener((request, env) => handler(request, env)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new AppError('port-taken', `port ${port} is already in use`, { cause })
          : cause,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve(fetch) {
      handler = fetch;
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
