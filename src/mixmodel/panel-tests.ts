import { groupPanel, type Panel } from '../data/index.js';
import { adstockLags } from './adstock.js';
import { counterfactualMedia, experimentRows } from './experiment-media.js';
import { experimentGroups } from './experiment-groups.js';
import { mediaBefore } from './media-history.js';
import { MediaPath } from './media-path.js';
import type { MediaShape } from './media-shape.js';
import type { ExperimentSpec, MediaSpec, ModelSpec, Scales } from './model-spec.js';
import { kpiUnit, mediaUnit } from './scales.js';

/** Periods of run-out counted where every lag of an adstock counts: a year of weeks. */
const longestRunOut = 52;

/** A lift test in one group: how much saturated media it took away, and how that moves with the shape. */
export interface GroupLift {
  readonly group: number;
  /** KPI units of the tested part of the market per unit of coefficient and of lift. */
  readonly unit: number;
  evaluate(shape: MediaShape): void;
  /** Σ over the counted rows of actual less counterfactual path. */
  lift(): number;
  /** The same of the path's derivative by one shape parameter. */
  liftTangent(parameter: number): number;
}

/** A lift test in the groups in which it ran; stated money is divided over them as the actual spend was. */
export function groupLifts(
  spec: ModelSpec,
  test: ExperimentSpec,
  media: MediaSpec,
  panel: Panel,
  scales: Scales,
): GroupLift[] {
  const groups = experimentGroups(spec.data, test, panel.groups);
  const rows = experimentRows(test, panel);
  if (groups.length === 0 || rows.to <= rows.from) {
    throw new RangeError(`experiment of ${test.channel} from ${test.start} to ${test.end} has no row in the data`);
  }
  const spent = groups.map((g) => {
    const { spend } = channelIn(groupPanel(panel, g), test.channel);
    return spend.subarray(rows.from, rows.to).reduce((sum, money) => sum + money, 0);
  });
  const total = spent.reduce((sum, money) => sum + money, 0);
  return groups.map((group, i) => {
    const share = total > 0 ? spent[i]! / total : 1 / groups.length;
    const { counterfactual } = test;
    const own = 'spend' in counterfactual ? { ...test, counterfactual: { spend: counterfactual.spend * share } } : test;
    return liftIn(spec, own, media, panel, scales, group);
  });
}

function channelIn(panel: Panel, id: string): Panel['channels'][number] {
  const channel = panel.channels.find((one) => one.id === id);
  if (channel === undefined) throw new RangeError(`no data for channel ${id}`);
  return channel;
}

function liftIn(
  spec: ModelSpec,
  test: ExperimentSpec,
  media: MediaSpec,
  panel: Panel,
  scales: Scales,
  group: number,
): GroupLift {
  const own = groupPanel(panel, group);
  const channel = channelIn(own, test.channel);
  const rows = experimentRows(test, own);
  const scale = mediaUnit(scales, media.id, group);
  const lags = adstockLags(media.adstock);
  const runOut = test.effectThrough === 'run_out' ? Math.min(lags - 1, longestRunOut) : 0;
  // Rows further back than the adstock reaches change neither path within the test.
  const start = Math.max(0, rows.from - Math.min(lags - 1, rows.from));
  const before = mediaBefore(
    spec,
    media,
    channel.media.map((value) => value / scale),
  );
  const path = (values: Float64Array): MediaPath => {
    const scaled = new Float64Array(rows.to + runOut - start);
    for (let row = start; row < rows.to + runOut; row++) scaled[row - start] = (values[row] ?? 0) / scale;
    return new MediaPath(media, scaled, start === 0 ? before : 0);
  };
  const actual = path(channel.media);
  const counterfactual = path(counterfactualMedia(test, own, channel, rows));
  const from = rows.from - start;
  const to = rows.to + runOut - start;
  const difference = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let row = from; row < to; row++) sum += a[row]! - b[row]!;
    return sum;
  };
  return {
    group,
    unit: kpiUnit(scales, test.kpi, group) * test.shareOfMarket,
    evaluate(shape) {
      actual.evaluate(shape);
      counterfactual.evaluate(shape);
    },
    lift: () => difference(actual.f, counterfactual.f),
    liftTangent: (j) => difference(actual.tangents[j]!, counterfactual.tangents[j]!),
  };
}
