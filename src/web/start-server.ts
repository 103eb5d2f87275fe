import { createServer } from 'node:http';
import type { AppContext } from '../jobs/index.js';
import { createApp } from './create-app.js';
import { warmUp } from './page.js';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly context: AppContext;
}

export interface RunningServer {
  /** Where people find it, e.g. `http://127.0.0.1:4170/`. */
  readonly url: string;
  /** Stops listening and ends what is open. */
  close(): Promise<void>;
}

/** A slow sender may take this long for a whole request: 50 MB over a slow line. */
const requestMilliseconds = 120_000;
const headerMilliseconds = 15_000;

/** Listens; heavy rooms are loaded after that, so that the address answers at once. */
export async function startServer({ port, host, context }: ServerOptions): Promise<RunningServer> {
  const server = createServer({ requestTimeout: requestMilliseconds, headersTimeout: headerMilliseconds });
  server.on('request', createApp(context));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const shown = host.includes(':') ? `[${host}]` : host;
  warmUp();
  return {
    url: `http://${shown}:${listening}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
