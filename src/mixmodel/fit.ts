import type { Panel } from '../data/index.js';
import type { ChainRunner } from './chain-command.js';
import { withChosenKnots } from './choose-knots.js';
import { compileTarget } from './density.js';
import { fitKpi, type FitProgress, type KpiFit } from './fit-kpi.js';
import type { FitPreview } from './fit-preview.js';
import type { FittedModel, SamplerSummary } from './fitted-model.js';
import { inThreadRunner } from './in-thread-runner.js';
import type { ModelSpec } from './model-spec.js';
import { scalesOf } from './scales.js';

export interface FitOptions {
  /** The model file's by default, like the next three. */
  readonly seed?: number | undefined;
  readonly chains?: number | undefined;
  readonly warmup?: 'auto' | number | undefined;
  readonly draws?: 'auto' | number | undefined;
  /** Where chains run, on a model whose knots have been chosen; in this thread by default. */
  readonly runner?: ChainRunner | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  /** What the mode says of a KPI, as soon as it is found. */
  readonly onPreview?: ((preview: FitPreview) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A fitted model before it has been assessed. */
export type SampledModel = Omit<FittedModel, 'assessment'>;

/** Fits every KPI of a model, one after the other. The same inputs and seed give the same digits on any runner. */
export async function fitModel(model: ModelSpec, panel: Panel, options: FitOptions = {}): Promise<SampledModel> {
  const spec = withChosenKnots(model, panel);
  const scales = scalesOf(spec, panel);
  const { seed = spec.fit.seed, chains = spec.fit.chains, signal } = options;
  const runner = options.runner ?? inThreadRunner(spec, panel, scales, signal);
  const fits: KpiFit[] = [];
  for (const { id } of spec.kpis) {
    const fit = await fitKpi(compileTarget(spec, panel, scales, id), {
      seed,
      chains,
      warmup: options.warmup ?? spec.fit.warmup,
      draws: options.draws ?? spec.fit.draws,
      runner,
      onProgress: options.onProgress,
      onPreview: options.onPreview,
      signal,
    });
    fits.push(fit);
  }
  return {
    schema: 'mixplan/fit@1',
    spec,
    panel,
    scales,
    seed,
    sampler: samplerSummary(fits, chains),
    kpis: fits.map(({ fitted }) => fitted),
  };
}

/** The worst figure over the KPIs; gradients and divergences are summed. */
function samplerSummary(fits: readonly KpiFit[], chains: number): SamplerSummary {
  const missed = [...new Set(fits.flatMap(({ verdict }) => verdict.missed))];
  return {
    chains,
    draws: Math.min(...fits.map(({ drawsPerChain }) => drawsPerChain)),
    maxRhat: Math.max(...fits.map(({ verdict }) => verdict.maxRhat)),
    minBulkEss: Math.min(...fits.map(({ verdict }) => verdict.minBulkEss)),
    minTailEss: Math.min(...fits.map(({ verdict }) => verdict.minTailEss)),
    divergences: fits.reduce((sum, { divergences }) => sum + divergences, 0),
    minEbfmi: Math.min(...fits.map(({ minEbfmi }) => minEbfmi)),
    gradients: fits.reduce((sum, { fitted }) => sum + fitted.gradients, 0),
    modes: Math.max(...fits.map(({ modes }) => modes)),
    gate: missed.length === 0,
    missed,
  };
}
