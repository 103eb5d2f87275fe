import { keyOf, keyedNormal } from '../inference/index.js';
import type { ChannelSpec, FittedKpi, FittedModel, KpiSpec } from '../mixmodel/index.js';
import { summarise } from './evaluate/index.js';
import type { NewChannel } from './scenario-audiences.js';
import type { Scenario } from './scenario.js';

/** Standard score of the 90 % point. */
const ninety = 1.2815515655446004;
/** Share of the most that a channel can do that it has reached at `saturatesAt`. */
const saturatedShare = 0.8;

/** The fitted KPI on which new channels act: that of the objective, else the first that its formula names. */
function actsOn({ objective, kpis }: Scenario, fitted: FittedModel): KpiSpec {
  const { spec } = fitted;
  const formula = kpis.find(({ id }) => id === objective.kpi)?.formula ?? '';
  const named = (id: string): boolean => new RegExp(`\\b${id}(_incremental|_run_out)?\\b`).test(formula);
  return spec.kpis.find(({ id }) => id === objective.kpi) ?? spec.kpis.find(({ id }) => named(id)) ?? spec.kpis[0]!;
}

/**
 * The fitted model with the file's new channels as channels that never had money: their carry-over and shape are
 * borrowed or stated, and in every draw the response passes through the draw's return at half of `saturatesAt` per
 * period. Returns are drawn log-normal on either side of `mid`, with `low` and `high` at 10 and 90 %, the same in every
 * plan. All else of the planner then treats them as it treats any channel, and grades them D.
 */
export function withNewChannels(fitted: FittedModel, scenario: Scenario): FittedModel {
  const added = scenario.newChannels;
  if (added.length === 0 || fitted.panel.groups.length > 1) return fitted;
  const target = actsOn(scenario, fitted);
  const { spec, panel, scales, assessment } = fitted;
  const nothing = new Float64Array(panel.periods.length);
  const flat = summarise(Float64Array.of(0));
  return {
    ...fitted,
    spec: { ...spec, channels: [...spec.channels, ...added.map((channel) => specOf(channel, spec.channels))] },
    panel: {
      ...panel,
      channels: [
        ...panel.channels,
        ...added.map(({ id }) => ({ id, spend: nothing, media: nothing, mediaIsSpend: true })),
      ],
    },
    scales: { ...scales, media: { ...scales.media, ...Object.fromEntries(added.map(({ id }) => [id, [1]])) } },
    kpis: fitted.kpis.map((kpi) =>
      withColumns(fitted, kpi, added, kpi.id === target.id ? valueOf(target, fitted) : null),
    ),
    assessment: {
      ...assessment,
      kpis: assessment.kpis.map((kpi) => ({
        ...kpi,
        channels: [
          ...kpi.channels,
          ...added.map(({ id, roi }) => {
            const stated = summarise(Float64Array.of(roi.low, roi.mid, roi.high));
            return {
              id,
              spend: 0,
              contribution: flat,
              roi: stated,
              realisedRoi: stated,
              marginalRoi: stated,
              share: flat,
              priorRoi: stated,
              grade: 'D' as const,
              gradeReasons: ['new_channel'],
              collinearity: 0,
              parameters: {},
              curve: [],
              contributions: kpi.periods.map(() => flat),
              decay: [],
            };
          }),
        ],
      })),
    },
  };
}

function specOf({ id, label, like, halfLife }: NewChannel, channels: readonly ChannelSpec[]): ChannelSpec {
  const model = channels.find((channel) => channel.id === like) ?? null;
  const fixed = (value: number) => ({ family: 'fixed' as const, value, shift: 0 });
  const borrowed = model !== null && halfLife === null ? model.adstock : null;
  return {
    id,
    label,
    spendColumn: '',
    mediaColumn: null,
    unit: null,
    // Normalised, so that steady money is a steady level.
    adstock:
      borrowed === null
        ? { kind: 'geometric', periods: 'all', alpha: fixed(decayOf(halfLife)), normalised: true }
        : borrowed.kind === 'none'
          ? borrowed
          : { ...borrowed, normalised: true },
    saturation: { kind: 'hill', half: fixed(1), slope: fixed(1) },
    effect: {},
    demandDriven: false,
    tags: [],
  };
}

function decayOf(halfLife: number | null): number {
  return halfLife === null || halfLife <= 0 ? 0 : 0.5 ** (1 / halfLife);
}

/** Money per unit of the KPI; 1 where it has none, so that a return is in KPI units. */
function valueOf(kpi: KpiSpec, { panel }: FittedModel): number {
  if (kpi.valuePerUnit === null) return 1;
  if ('value' in kpi.valuePerUnit) return kpi.valuePerUnit.value;
  const values = panel.kpis.find(({ id }) => id === kpi.id)?.valuePerUnit?.slice(-52) ?? Float64Array.of(1);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param value of the KPI in money; null: the channel does nothing to it */
function withColumns(
  fitted: FittedModel,
  kpi: FittedKpi,
  added: readonly NewChannel[],
  value: number | null,
): FittedKpi {
  const width = kpi.columns.length;
  const rows = kpi.draws.length / width;
  const unit = fitted.scales.kpis[kpi.id]!.scale;
  const columns = added.flatMap(({ id, like, halfLife }): string[] => {
    const borrowed =
      halfLife === null
        ? ['alpha', 'peak', 'shape', 'scale'].filter((name) => kpi.columns.includes(`${name}[${like}]`))
        : ['alpha'];
    return [...borrowed, 'half', 'slope', 'coefficient'].map((name) => `${name}[${id}]`);
  });
  const all = [...kpi.columns, ...columns];
  const draws = new Float64Array(rows * all.length);
  const keys = added.map(({ id }) => keyOf('new channel', id));
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    const at = row * all.length;
    draws.set(kpi.draws.subarray(from, from + width), at);
    const own = (name: string): number | null => {
      const column = kpi.columns.indexOf(name);
      return column < 0 ? null : kpi.draws[from + column]!;
    };
    let next = at + width;
    added.forEach((channel, c) => {
      const { id, like, halfLife, saturatesAt } = channel;
      for (const name of ['alpha', 'peak', 'shape', 'scale']) {
        if (!columns.includes(`${name}[${id}]`)) continue;
        draws[next++] = name === 'alpha' && halfLife !== null ? decayOf(halfLife) : (own(`${name}[${like}]`) ?? 0);
      }
      const slope = own(`slope[${like}]`) ?? 1;
      const half = saturatesAt * ((1 - saturatedShare) / saturatedShare) ** (1 / slope);
      const money = saturatesAt / 2;
      const reached = 1 / (1 + (half / money) ** slope);
      const roi = returnAt(channel.roi, keyedNormal(keys[c]!, row));
      draws[next++] = half;
      draws[next++] = slope;
      draws[next++] = value === null ? 0 : (roi * money) / (value * reached * unit);
    });
  }
  return { ...kpi, columns: all, draws };
}

/** Two half log-normals that meet at `mid`. */
function returnAt({ low, mid, high }: NewChannel['roi'], score: number): number {
  const spread = score < 0 ? Math.log(mid / low) : Math.log(high / mid);
  return mid * Math.exp((spread * score) / ninety);
}
