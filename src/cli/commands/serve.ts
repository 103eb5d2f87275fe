import { invalidUsage, openApp, UnusableHome, type App, type Readiness } from '../../jobs/index.js';
import { faultLines } from '../../language/index.js';
import type { ServeFlags } from '../flags.js';
import { openTerminal, settle, type Terminal } from '../terminal.js';

/** Only this machine may call, for there are no users to tell apart. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The web application: it listens at once, and prepares the examples meanwhile. */
export async function serve(flags: ServeFlags): Promise<void> {
  const terminal = openTerminal(flags);
  if (!isLoopback(flags.host)) return void settle(terminal, invalidUsage('host-not-loopback', flags.host));
  const [{ startServer }, app] = await Promise.all([
    import('../../web/index.js'),
    openApp(terminal.home).catch((error: unknown) => {
      if (!(error instanceof UnusableHome)) throw error;
      settle(terminal, invalidUsage('home-unusable', error.home, { reason: error.reason }));
      return null;
    }),
  ]);
  if (app === null) return;
  try {
    const server = await startServer({ port: flags.port, host: flags.host, context: app.context });
    terminal.note(terminal.t('cli.serve.listening', { url: server.url }));
    const stopped = stopSignal();
    await Promise.race([stopped, prepare(terminal, app, server.url)]);
    await stopped;
    terminal.note(terminal.t('cli.serve.stopping'));
    await server.close();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (reason !== 'EADDRINUSE' && reason !== 'EACCES' && reason !== 'EADDRNOTAVAIL') throw error;
    settle(terminal, invalidUsage('port-unusable', `${flags.host}:${flags.port}`, { reason }));
  } finally {
    await app.close();
  }
}

async function prepare(terminal: Terminal, app: App, url: string): Promise<void> {
  let last: Readiness['percent'] = -1;
  const tell = (): void => {
    const { percent, ready } = app.context.readiness();
    if (ready || percent === last) return;
    last = percent;
    terminal.note(terminal.t('cli.serve.preparing', { percent }));
  };
  await app.prepareExamples({
    onProgress: (progress) => {
      terminal.onProgress(progress);
      tell();
    },
    onTrouble: (file, faults, error) => {
      for (const fault of faults) terminal.note(faultLines(fault, terminal.language));
      if (error !== null) terminal.note(`${file}: ${error}`);
    },
  });
  if (app.context.readiness().ready) terminal.note(terminal.t('cli.serve.ready', { url }));
}

/** Ctrl-C, or the process manager's word. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        resolve();
      });
    }
  });
}
