import { chooseHome, type Outcome, type Progress } from '../jobs/index.js';
import { faultLines, isLanguage, translator, type Language, type Translate } from '../language/index.js';
import { ExitStatus } from './exit-status.js';
import type { CommonFlags } from './flags.js';
import { progressDisplay } from './progress-display.js';

/** Where a command reads its surroundings and writes its words: results to standard output, all else to standard error. */
export interface Terminal {
  readonly language: Language;
  readonly t: Translate;
  /** Where the store lives. */
  readonly home: string;
  /** The folder that paths on the command line are relative to. */
  readonly folder: string;
  /** A result. */
  print(text: string): void;
  /** A note, one line or more. */
  note(text: string): void;
  readonly onProgress: (progress: Progress) => void;
  /** Ends the display of progress, so that notes stand on lines of their own. */
  quiet(): void;
}

export function openTerminal(flags: CommonFlags): Terminal {
  const language = flags.lang ?? environmentLanguage(process.env);
  const t = translator(language);
  const display = progressDisplay(process.stderr, t);
  const folder = process.cwd();
  const home = chooseHome(flags.home, process.env, folder);
  const note = (text: string): void => {
    display.stop();
    process.stderr.write(`${text}\n`);
  };
  note(t('cli.home', { home }));
  return {
    language,
    t,
    home,
    folder,
    note,
    print: (text) => {
      display.stop();
      process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    onProgress: display.show,
    quiet: display.stop,
  };
}

/** `zh…` in the usual variables means Chinese. */
function environmentLanguage(environment: NodeJS.ProcessEnv): Language {
  const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  if (isLanguage(named)) return named;
  return named.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/**
 * Says every fault, sets the exit status, and gives the value back where there is one. With `json`, an outcome
 * without a value still prints exactly one JSON document: its faults.
 */
export function settle<T>(terminal: Terminal, outcome: Outcome<T>, json = false): T | null {
  for (const fault of outcome.faults) terminal.note(faultLines(fault, terminal.language));
  process.exitCode = exitStatusOf(outcome.status);
  if (outcome.value === null && json) {
    terminal.print(JSON.stringify({ status: outcome.status, faults: outcome.faults }));
  }
  return outcome.value;
}

function exitStatusOf(status: Outcome<unknown>['status']): number {
  switch (status) {
    case 'done':
      return ExitStatus.done;
    case 'unconverged':
      return ExitStatus.unconverged;
    case 'infeasible':
      return ExitStatus.infeasible;
    case 'invalid':
      return ExitStatus.invalid;
  }
}
