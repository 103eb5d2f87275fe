import type { Panel } from '../data/index.js';
import { adstockLags } from './adstock.js';
import { counterfactualMedia, experimentRows } from './experiment-media.js';
import { longestRunOut } from './longest-run-out.js';
import { MediaPath } from './media-path.js';
import type { MediaInput } from './media-input.js';
import type { MediaTerm } from './media-term.js';
import type { ExperimentSpec } from './model-spec.js';

/**
 * One lift test as a likelihood term: effect ~ Normal(model(actual) − model(counterfactual), sd), both paths with the
 * same history and the same media outside the test (Zhang et al. 2024, on calibration by experiments).
 */
export class ExperimentTerm {
  private readonly actual: MediaPath;
  private readonly counterfactual: MediaPath;
  /** Rows of the two paths that are counted, from–to. */
  private readonly from: number;
  private readonly to: number;
  /** KPI units of the tested part of the market per unit of scaled KPI. */
  private readonly unit: number;

  /**
   * @param scale media per unit of scaled media
   * @param input what the channel's own path is given; with reach and frequency a counterfactual changes the reach alone
   * @param kpiScale KPI units per scaled KPI
   */
  constructor(
    private readonly test: ExperimentSpec,
    private readonly term: MediaTerm,
    panel: Panel,
    scale: number,
    { before, frequency }: Pick<MediaInput, 'before' | 'frequency'>,
    kpiScale: number,
  ) {
    const rows = experimentRows(test, panel);
    const channel = panel.channels.find(({ id }) => id === test.channel);
    if (channel === undefined || rows.to <= rows.from) {
      throw new RangeError(`experiment of ${test.channel} from ${test.start} to ${test.end} has no row in the data`);
    }
    const lags = adstockLags(term.spec.adstock);
    const runOut = test.effectThrough === 'run_out' ? Math.min(lags - 1, longestRunOut(panel)) : 0;
    // Rows further back than the adstock reaches change neither path within the test.
    const start = Math.max(0, rows.from - Math.min(lags - 1, rows.from));
    const often =
      frequency === null
        ? null
        : {
            ...frequency,
            values: Float64Array.from({ length: rows.to + runOut - start }, (_, i) => frequency.values[start + i] ?? 0),
          };
    const path = (media: Float64Array): MediaPath => {
      const scaled = new Float64Array(rows.to + runOut - start);
      for (let row = start; row < rows.to + runOut; row++) scaled[row - start] = (media[row] ?? 0) / scale;
      return new MediaPath(term.spec, scaled, start === 0 ? before : 0, often);
    };
    this.actual = path(channel.media);
    this.counterfactual = path(counterfactualMedia(test, panel, channel, rows));
    this.from = rows.from - start;
    this.to = rows.to + runOut - start;
    this.unit = kpiScale * test.shareOfMarket;
  }

  /**
   * The log likelihood of the test, after the term's `forward`; what it gives to the gradient by the coefficient and
   * the transforms is added to the term's `extra…`.
   */
  evaluate(): number {
    const { actual, counterfactual, term, unit, test } = this;
    actual.evaluate(term.shape);
    counterfactual.evaluate(term.shape);
    const lift = this.difference(actual.f, counterfactual.f);
    const z = (test.effect - unit * term.coefficient * lift) / test.sd;
    const byLift = (z / test.sd) * unit;
    const byPath = byLift * term.coefficient;
    term.extraCoefficient += byLift * lift;
    actual.tangents.forEach((tangent, j) => {
      term.extraShape[j] = term.extraShape[j]! + byPath * this.difference(tangent, counterfactual.tangents[j]!);
    });
    return -0.5 * z * z - Math.log(test.sd) - 0.5 * Math.log(2 * Math.PI);
  }

  private difference(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    for (let row = this.from; row < this.to; row++) sum += a[row]! - b[row]!;
    return sum;
  }
}
