#!/usr/bin/env node
import { CommanderError } from 'commander';
import { makeProgram } from './program.js';
import { ExitStatus } from './exit-status.js';

/** A reader that went away (`| head`) is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(ExitStatus.done);
  throw error;
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(ExitStatus.done);
  throw error;
});

try {
  await makeProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version end with 0; anything else is a command line that we do not understand.
    process.exitCode = error.exitCode === 0 ? ExitStatus.done : ExitStatus.invalid;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = ExitStatus.defect;
  }
}
