import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../src/jobs/index.js';
import { startServer } from '../../src/web/index.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface EmptyServer {
  readonly port: number;
  /** Sends exactly these headers and nothing of its own but Host and Connection. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>;
  close(): Promise<void>;
}

/** The application in this process, on a home with nothing in it. */
export async function emptyServer(): Promise<EmptyServer> {
  const home = mkdtempSync(join(tmpdir(), 'mixplan-empty-'));
  const app = await openApp(home);
  const server = await startServer({ port: 0, host: '127.0.0.1', context: app.context });
  const port = Number(new URL(server.url).port);
  return {
    port,
    ask: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => {
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
          });
        });
        sent.on('error', reject).end(body);
      }),
    async close() {
      await server.close();
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
