import type { Browser } from 'playwright-core';
import { fittedHome, startServer, type Server } from '../support/fitted-home.js';
import { openBrowser } from './chromium.js';

export interface Site {
  readonly server: Server;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The real server on a home of its own, and a browser. */
export async function openSite(): Promise<Site> {
  const home = await fittedHome();
  const server = await startServer(home.path);
  await server.ready();
  const browser = await openBrowser();
  return {
    server,
    browser,
    async close() {
      await browser.close();
      await server.stop();
      home.remove();
    },
  };
}
