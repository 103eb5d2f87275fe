import {
  collectDraws,
  convergence,
  distinctModes,
  energyBfmi,
  poolMetric,
  quantityOf,
  withMetric,
  type ChainState,
  type Convergence,
  type Mode,
} from '../inference/index.js';
import type { ChainRunner, RecordedBlock } from './chain-command.js';
import type { CompiledTarget } from './density.js';
import { judge, worstOf, type Verdict } from './fit-gate.js';
import { previewOf, type FitPreview } from './fit-preview.js';
import type { FittedKpi } from './fitted-model.js';
import { searchStarts } from './search-starts.js';

export interface FitProgress {
  readonly kpi: string;
  readonly phase: 'modes' | 'warm-up' | 'draws';
  /** Steps done of those there are at most: searches, warm-up stages, kept draws per chain. */
  readonly done: number;
  readonly of: number;
  /** Gradients so far, all chains and searches of this KPI. */
  readonly gradients: number;
}

export interface KpiFitOptions {
  readonly seed: number;
  readonly chains: number;
  /** Iterations before the first kept draw; auto: 80 for the step, 200 for the metric, 80 for the step. */
  readonly warmup: 'auto' | number;
  /** Kept draws per chain; auto: blocks of 250 until the gate, at most 4000. */
  readonly draws: 'auto' | number;
  readonly runner: ChainRunner;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
  /** Told once, while the chains warm up. */
  readonly onPreview?: ((preview: FitPreview) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One KPI's draws and all that the sampler says of itself. */
export interface KpiFit {
  readonly fitted: FittedKpi;
  readonly drawsPerChain: number;
  readonly verdict: Verdict;
  readonly divergences: number;
  readonly minEbfmi: number;
  readonly modes: number;
  /** Gradients before the first kept draw. */
  readonly warmUpGradients: number;
}

const modeSearches = 16;
/** Of a panel with more likelihood rows than this, fewer: a search costs as many gradients as ever, each of them long. */
const largePanel = 4000;
const modeSearchesOfLarge = 4;
const modeWindow = 10;
const block = 250;
const mostDraws = 4000;
const stepIterations = 80;
const exploration = 200;
const acceptance = 0.8;
/** Acceptance aimed for by the one retry after a divergence: a finer step. What is left then is for the gate to judge. */
const finerAcceptance = 0.95;

/** Draws the posterior of one KPI: modes, warm-up, then blocks of draws until the gate. */
export async function fitKpi(compiled: CompiledTarget, options: KpiFitOptions): Promise<KpiFit> {
  const run = new KpiRun(compiled, options);
  const modes = await run.findModes();
  const starting = run.startChains(modes);
  // The chains are under way on their threads: the preview takes no time from them.
  if (options.onPreview !== undefined) {
    const preview = previewOf(compiled, modes, options.seed);
    if (preview !== null) options.onPreview(preview);
  }
  let states = await run.warmUp(await starting);
  const warmUpGradients = run.spent(states);
  let sample = await run.drawUntilGate(states, true);
  if (sample.divergences > 0) {
    states = await run.adapt(sample.states, finerAcceptance);
    sample = await run.drawUntilGate(states, false);
  }
  return run.result(sample, modes.length, warmUpGradients);
}

interface Sample {
  readonly states: readonly ChainState[];
  readonly rounds: readonly (readonly RecordedBlock[])[];
  readonly divergences: number;
}

class KpiRun {
  private searchGradients = 0;

  constructor(
    private readonly compiled: CompiledTarget,
    private readonly options: KpiFitOptions,
  ) {}

  /** The distinct modes within 10 nats of the best, each with its inverse Hessian. */
  async findModes(): Promise<Mode[]> {
    const { compiled, options } = this;
    const { kpi } = compiled;
    const wanted = compiled.rows.length > largePanel ? modeSearchesOfLarge : modeSearches;
    const starts = searchStarts(compiled, wanted, options.seed);
    const found = await this.run(starts.map((start) => ({ phase: 'search', kpi, start }) as const));
    const searches = found.filter((search) => search !== null);
    if (searches.length === 0) throw new RangeError('no start of the mode search has a finite density');
    const distinct = distinctModes(searches, modeWindow);
    const modes = await this.run(distinct.map((search) => ({ phase: 'curvature', kpi, search }) as const));
    const searched = searches.reduce((sum, search) => sum + search.gradients, 0) + starts.length;
    const again = distinct.reduce((sum, search) => sum + search.gradients, 0);
    this.searchGradients = searched + modes.reduce((sum, mode) => sum + mode.gradients, 0) - again;
    this.report('modes', wanted, wanted, []);
    return [...modes];
  }

  /** Chain k starts from mode k modulo their number, so that every mode is tried. */
  async startChains(modes: readonly Mode[]): Promise<readonly ChainState[]> {
    const { chains, seed } = this.options;
    return this.run(
      Array.from({ length: chains }, (_, chain) => {
        const { position, metric } = modes[chain % modes.length]!;
        return { phase: 'start', kpi: this.compiled.kpi, chain, seed, position, metric } as const;
      }),
    );
  }

  async warmUp(started: readonly ChainState[]): Promise<readonly ChainState[]> {
    const { warmup } = this.options;
    const share = warmup === 'auto' ? 1 : warmup / (2 * stepIterations + exploration);
    const steps = Math.max(20, Math.round(share * stepIterations));
    const iterations = Math.max(20, Math.round(share * exploration));
    let states = await this.adapt(started, acceptance, steps);
    this.report('warm-up', 1, 3, states);
    states = await this.run(
      states.map((state) => ({ phase: 'explore', kpi: this.compiled.kpi, state, iterations }) as const),
    );
    this.report('warm-up', 2, 3, states);
    const metric = poolMetric(states);
    states = await this.adapt(
      states.map((state) => withMetric(state, metric)),
      acceptance,
      steps,
    );
    this.report('warm-up', 3, 3, states);
    return states;
  }

  adapt(
    states: readonly ChainState[],
    targetAcceptance: number,
    iterations = stepIterations,
  ): Promise<readonly ChainState[]> {
    const { kpi } = this.compiled;
    return this.run(states.map((state) => ({ phase: 'adapt', kpi, state, iterations, targetAcceptance }) as const));
  }

  /**
   * @param mayStop leave off at the first divergence, for a retry at a finer step
   */
  async drawUntilGate(started: readonly ChainState[], mayStop: boolean): Promise<Sample> {
    const { options, compiled } = this;
    const limit = options.draws === 'auto' ? mostDraws : options.draws;
    const rounds: (readonly RecordedBlock[])[] = [];
    let states = started;
    let kept = 0;
    let first = 0;
    let divergences = 0;
    while (kept < limit) {
      const draws = Math.min(block, limit - kept);
      const round = await this.run(
        states.map((state) => ({ phase: 'draw', kpi: compiled.kpi, state, draws, kept, seed: options.seed }) as const),
      );
      rounds.push(round);
      states = round.map(({ state }) => state);
      kept += draws;
      divergences += divergencesOf(round);
      this.report('draws', kept, limit, states);
      if (mayStop && divergences > 0) break;
      if (options.draws !== 'auto') continue;
      const verdict = this.judge(rounds, first);
      if (verdict.missed.length === 0) break;
      first = verdict.failing[0] ?? 0;
    }
    return { states, rounds, divergences };
  }

  private judge(rounds: Sample['rounds'], first: number): Verdict {
    const { columns, displayed } = this.compiled;
    const quantities = [
      ...columnsOf(rounds, 'recorded', columns.length),
      ...columnsOf(rounds, 'displayed', displayed.length),
    ];
    return judge(quantities, collectDraws(rounds, this.compiled.target.dimension).stats, this.options.chains, first);
  }

  result(sample: Sample, modes: number, warmUpGradients: number): KpiFit {
    const { compiled, options } = this;
    const { stats, drawsPerChain } = collectDraws(sample.rounds, compiled.target.dimension);
    const recorded = columnsOf(sample.rounds, 'recorded', compiled.columns.length);
    const displayed = columnsOf(sample.rounds, 'displayed', compiled.displayed.length);
    const names = [...compiled.columns, ...compiled.displayed];
    const figures: Convergence[] = [...recorded, ...displayed].map((values) => convergence(values, options.chains));
    const draws = new Float64Array(drawsPerChain * options.chains * compiled.columns.length);
    recorded.forEach((values, column) => {
      values.forEach((value, row) => {
        draws[row * compiled.columns.length + column] = value;
      });
    });
    return {
      fitted: {
        id: compiled.kpi,
        columns: compiled.columns,
        draws,
        diagnostics: names.map((name, i) => ({ name, ...figures[i]! })),
        gradients: this.spent(sample.states),
      },
      drawsPerChain,
      verdict: worstOf(figures, [...recorded, ...displayed], stats, options.chains),
      divergences: stats.divergent.reduce((sum, flag) => sum + flag, 0),
      minEbfmi: energyBfmi(stats.energy, options.chains).reduce<number>(
        (least, value) => Math.min(least, value ?? 0),
        Infinity,
      ),
      modes,
      warmUpGradients,
    };
  }

  spent(states: readonly ChainState[]): number {
    return this.searchGradients + states.reduce((sum, { gradients }) => sum + gradients, 0);
  }

  private run: ChainRunner['run'] = (commands) => {
    this.options.signal?.throwIfAborted();
    return this.options.runner.run(commands);
  };

  private report(phase: FitProgress['phase'], done: number, of: number, states: readonly ChainState[]): void {
    this.options.onProgress?.({ kpi: this.compiled.kpi, phase, done, of, gradients: this.spent(states) });
  }
}

function divergencesOf(round: readonly RecordedBlock[]): number {
  return round.reduce((sum, { stats }) => sum + stats.divergent.reduce((count, flag) => count + flag, 0), 0);
}

/** Each column as one quantity, chains × draws. */
function columnsOf(rounds: Sample['rounds'], from: 'recorded' | 'displayed', width: number): Float64Array[] {
  const drawn = collectDraws(
    rounds.map((round) => round.map((part) => ({ draws: part[from], stats: part.stats }))),
    width,
  );
  return Array.from({ length: width }, (_, column) => quantityOf(drawn, column));
}
