import { Command, InvalidArgumentError, Option } from 'commander';
import { productVersion } from '../jobs/index.js';
import type {
  DraftFlags,
  CheckFlags,
  FitFlags,
  PlanFlags,
  CompareFlags,
  ServeFlags,
  SimulateFlags,
  ListFlags,
  ExportFlags,
} from './flags.js';

/** The whole command line. Each command's code is loaded only when that command runs. */
export function makeProgram(): Command {
  const program = new Command('mixplan')
    .description('A media mix planning simulator: from a table of spend and sales to a plan with its odds.')
    .version(productVersion())
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Run mixplan --help for the commands, mixplan <command> --help for its options.')
    .exitOverride();

  command(program, 'draft', 'write a first model file from a table, or a first scenario file from a model')
    .argument('[data]', 'table of spend and KPI: CSV, TSV or XLSX')
    .option('--model <id>', 'write a scenario file for this saved model')
    .addOption(new Option('--kind <kind>', 'kind of scenario').choices(['reference', 'forecast', 'maximise']))
    .action(async (data: string | undefined, options: DraftFlags) => {
      await (await import('./commands/draft.js')).draft(data, options);
    });

  command(program, 'check', 'read model, scenario or data files and report every fault')
    .argument('<file...>')
    .option('--json', 'the faults as one JSON document')
    .action(async (files: string[], options: CheckFlags) => {
      await (await import('./commands/check.js')).check(files, options);
    });

  command(program, 'fit', 'fit a model and save it as a version')
    .argument('<model>', 'model file')
    .option('--seed <n>', 'seed of every random stream', whole(0))
    .option('--chains <n>', 'chains', whole(1, 64))
    .option('--warmup <n>', 'warm-up iterations per chain', whole(0, 100_000))
    .option('--draws <n>', 'kept draws per chain', whole(1, 100_000))
    .option(
      '--against <version>',
      'version that the fit is set against (the latest converged one before; 0: none)',
      whole(0),
    )
    .option('--again', 'fit anew although this fit is saved')
    .option('--json', 'the fit as one JSON document, holdout included')
    .option('--csv <dir>', 'write contributions.csv, fit.csv, curves.csv and parameters.csv')
    .action(async (file: string, options: FitFlags) => {
      await (await import('./commands/fit.js')).fit(file, options);
    });

  command(program, 'plan', 'run a scenario and save the plan')
    .argument('<scenario>', 'scenario file')
    .option('--json', 'the plan as one JSON document')
    .option('--html <file>', 'the report as one self-contained page')
    .option('--csv <dir>', 'every table of the plan')
    .option('--xlsx <file>', 'the tables as one workbook')
    .option('--yaml <file>', 'the normalised scenario')
    .action(async (file: string, options: PlanFlags) => {
      await (await import('./commands/plan.js')).plan(file, options);
    });

  command(program, 'compare', 'two to six plans side by side')
    .argument('<plan...>', 'plan ids, scenario ids or scenario files')
    .option('--baseline <id>', 'what the others are measured against (the first one)')
    .option('--json', 'the comparison as one JSON document')
    .option('--html <file>', 'the comparison as one self-contained page')
    .action(async (plans: string[], options: CompareFlags) => {
      await (await import('./commands/compare.js')).compare(plans, options);
    });

  command(program, 'serve', 'the web application')
    .option('--port <n>', 'port, 0 for any free one', whole(0, 65_535), 4170)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(async (options: ServeFlags) => {
      await (await import('./commands/serve.js')).serve(options);
    });

  command(program, 'simulate', 'a data set with known truth from a market file')
    .argument('<market>', 'market file')
    .requiredOption('--out <dir>', 'folder for data.csv, truth.json and model.yaml')
    .option('--seed <n>', 'seed of every random stream', whole(0), 1)
    .action(async (file: string, options: SimulateFlags) => {
      await (await import('./commands/simulate.js')).simulate(file, options);
    });

  command(program, 'list', 'what is saved')
    .option('--json', 'as one JSON document')
    .action(async (options: ListFlags) => {
      await (await import('./commands/list.js')).list(options);
    });

  command(program, 'export', 'write a saved plan or model to a file')
    .argument('<id>', 'plan id, or model:<id>@<version>')
    .requiredOption(
      '--to <file>',
      'the extension says the form: plans .html .json .csv .xlsx .yaml, models .html .json .csv .yaml',
    )
    .action(async (id: string, options: ExportFlags) => {
      await (await import('./commands/export.js')).exportSaved(id, options);
    });

  return program;
}

/** A command with the options that all have. */
function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--home <dir>', 'where the store lives (MIXPLAN_HOME, else var/ beside the project)')
    .addOption(new Option('--lang <language>', 'language of messages').choices(['en', 'zh-CN']))
    .exitOverride();
}

/** Reads a whole number of at least `least`. */
function whole(least: number, most = 2 ** 31 - 1): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
    }
    return value;
  };
}
