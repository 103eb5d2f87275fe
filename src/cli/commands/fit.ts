import {
  diskSource,
  fitDocument,
  fitModel,
  fitTables,
  modelDefaults,
  type DefaultUsed,
  type Progress,
  type SavedModel,
} from '../../jobs/index.js';
import type { Language } from '../../language/index.js';
import type { FitFlags } from '../flags.js';
import { settle, type Terminal } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { inFolder, writeFiles } from '../write-files.js';

/** Reads, checks, fits and saves a model; then its holdout. */
export async function fit(name: string, flags: FitFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop, signal) => {
    const { seed, chains, warmup, draws } = flags;
    const outcome = await fitModel(
      workshop,
      {
        source: await diskSource(terminal.folder),
        name,
        overrides: { seed, chains, warmup, draws },
        against: flags.against,
        again: flags.again === true,
      },
      { onProgress: tellProgress(terminal), signal },
    );
    const result = settle(terminal, outcome, flags.json);
    if (result === null) return;
    if (!flags.json) {
      tellFit(terminal, result.saved, result.found);
      tellDefaults(terminal, await modelDefaults(result.saved));
    }
    const saved = await result.withHoldout;
    if (flags.json) terminal.print(JSON.stringify(await fitDocument(saved)));
    else tellHoldout(terminal, saved);
    if (flags.csv !== undefined) await writeFiles(terminal, inFolder(flags.csv, await fitTables(saved)));
  });
}

/** The usual display, and the preview on standard error as soon as it is there. */
function tellProgress(terminal: Terminal): (progress: Progress) => void {
  const { t, language } = terminal;
  return (progress) => {
    terminal.onProgress(progress);
    for (const { id, roi } of progress.preview?.channels ?? []) {
      const [low = '', middle = '', high = ''] = [roi.p10, roi.p50, roi.p90].map((value) => inFigures(value, language));
      terminal.note(t('cli.fit.preview', { id, low, middle, high }));
    }
  };
}

function inFigures(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value);
}

function tellFit(terminal: Terminal, saved: SavedModel, found: boolean): void {
  const { t, language } = terminal;
  const { sampler } = saved.fitted;
  const seconds = saved.seconds.toFixed(1);
  terminal.print(t(found ? 'cli.fit.found' : 'cli.fit.saved', { id: saved.id, version: saved.version, seconds }));
  terminal.print(
    t(sampler.gate ? 'cli.fit.gate' : 'cli.fit.missed', {
      rhat: sampler.maxRhat.toFixed(4),
      bulk: Math.round(sampler.minBulkEss),
      tail: Math.round(sampler.minTailEss),
      divergences: sampler.divergences,
      missed: sampler.missed.join(', '),
    }),
  );
  for (const kpi of saved.fitted.assessment.kpis) {
    for (const channel of kpi.channels) {
      const { p10, p50, p90 } = channel.roi;
      const label = saved.fitted.spec.channels.find(({ id }) => id === channel.id)?.label ?? channel.id;
      const [low, middle, high] = [p10, p50, p90].map((value) => inFigures(value, language));
      terminal.print(
        t('cli.fit.channel', { label, low: low ?? '', middle: middle ?? '', high: high ?? '', grade: channel.grade }),
      );
    }
  }
}

/** What the file left out, as it would be written there. */
function tellDefaults(terminal: Terminal, defaults: readonly DefaultUsed[]): void {
  if (defaults.length === 0) return;
  terminal.print(terminal.t('cli.fit.defaults'));
  for (const { path, value } of defaults) terminal.print(`  ${path}: ${JSON.stringify(value)}`);
}

function tellHoldout(terminal: Terminal, saved: SavedModel): void {
  const { holdout } = saved.fitted.assessment;
  if (holdout.status !== 'done') return;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  terminal.print(
    terminal.t('cli.fit.holdout', {
      origins: holdout.origins,
      periods: holdout.periods,
      wape: percent(holdout.wape),
      coverage: percent(holdout.coverage80),
    }),
  );
  for (const naive of holdout.naive) {
    terminal.print(
      terminal.t('cli.fit.naive', { name: terminal.t(`cli.naive.${naiveKey(naive.name)}`), wape: percent(naive.wape) }),
    );
  }
}

function naiveKey(name: string): 'last_year' | 'drift' | 'least_squares' {
  return name === 'last_year' || name === 'drift' ? name : 'least_squares';
}
