import { invalidUsage, openWorkshop, UnusableHome, type Workshop } from '../jobs/index.js';
import type { CommonFlags } from './flags.js';
import { openTerminal, settle, type Terminal } from './terminal.js';

/** Runs a command with its terminal and an open workshop, stopped by Ctrl-C, closed whatever happens. */
export async function withWorkshop(
  flags: CommonFlags,
  run: (terminal: Terminal, workshop: Workshop, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const terminal = openTerminal(flags);
  const workshop = openWorkshop(terminal.home);
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
    // A second Ctrl-C ends the process at once.
    process.removeListener('SIGINT', stop);
  };
  process.on('SIGINT', stop);
  try {
    await run(terminal, workshop, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) {
      terminal.note(terminal.t('cli.stopped'));
      process.exitCode = interrupted;
    } else if (error instanceof UnusableHome) {
      settle(terminal, invalidUsage('home-unusable', error.home, { reason: error.reason }));
    } else {
      throw error;
    }
  } finally {
    terminal.quiet();
    process.removeListener('SIGINT', stop);
    await workshop.close();
  }
}

/** What shells report of a command ended by SIGINT. */
const interrupted = 130;
