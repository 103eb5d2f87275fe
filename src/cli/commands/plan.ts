import {
  diskSource,
  planDocument,
  planFile,
  planTables,
  runPlan,
  type SavedPlan,
  type Workshop,
} from '../../jobs/index.js';
import { chanceInWords, formatMoney, formatNumber, formatSigned } from '../../language/index.js';
import type { PlanFlags } from '../flags.js';
import { settle, type Terminal } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { inFolder, writeFiles, type FileToWrite } from '../write-files.js';

/** Runs a scenario, saves the plan and writes what is asked for. */
export async function plan(name: string, flags: PlanFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop, signal) => {
    const outcome = await runPlan(
      workshop,
      { source: await diskSource(terminal.folder), name },
      { onProgress: terminal.onProgress, signal },
    );
    const saved = settle(terminal, outcome, flags.json);
    if (saved === null) return;
    if (flags.json) terminal.print(JSON.stringify(await planDocument(saved)));
    else tellPlan(terminal, saved);
    await writeFiles(terminal, await asked(workshop, saved, flags, terminal));
  });
}

async function asked(
  workshop: Workshop,
  saved: SavedPlan,
  flags: PlanFlags,
  terminal: Terminal,
): Promise<FileToWrite[]> {
  const files: FileToWrite[] = [];
  for (const form of ['html', 'xlsx', 'yaml'] as const) {
    const path = flags[form];
    if (path !== undefined) files.push({ path, content: await planFile(workshop, saved, form, terminal.language) });
  }
  if (flags.csv !== undefined) files.push(...inFolder(flags.csv, await planTables(workshop, saved)));
  return files;
}

function tellPlan(terminal: Terminal, saved: SavedPlan): void {
  const { t, language } = terminal;
  const { plan: result } = saved;
  const money = (value: number): string => formatMoney(value, saved.currency.report, 'auto', language);
  terminal.print(
    t('cli.plan.saved', { id: saved.id, title: saved.title, model: `${saved.model.id}@${saved.model.version}` }),
  );
  terminal.print(t('cli.plan.spend', { spend: money(saved.spend), reference: money(result.reference.spend) }));
  for (const kpi of result.kpis) {
    const totals = result.totals.kpis[kpi.id];
    if (totals === undefined) continue;
    const show = (value: number): string => (kpi.money ? money(value) : formatNumber(value, language, 'auto'));
    terminal.print(
      t(saved.kind === 'reference' ? 'cli.plan.kpi-alone' : 'cli.plan.kpi', {
        label: kpi.label,
        middle: show(totals.window.mean),
        low: show(totals.window.p10),
        high: show(totals.window.p90),
        delta: formatSigned(totals.delta.mean, show(totals.delta.mean)),
        whole: formatSigned(totals.wholeDelta.mean, show(totals.wholeDelta.mean)),
        better: chanceInWords(totals.probabilityBetter, language),
      }),
    );
  }
  for (const channel of result.channels) {
    const move = {
      label: channel.label,
      reference: money(channel.referenceSpend),
      spend: money(channel.spend),
      grade: channel.grade,
    };
    terminal.print(t('cli.plan.channel', move));
  }
  const { optimum } = result;
  if (optimum !== null) {
    const gap = optimum.gapPct === null ? '–' : optimum.gapPct.toPrecision(2);
    terminal.print(t(optimum.status === 'optimal' ? 'cli.plan.optimal' : 'cli.plan.feasible', { gap }));
  }
}
