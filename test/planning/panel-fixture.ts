import { randomStream } from '../../src/inference/index.js';
import { scalesOf, type FittedKpi, type FittedModel } from '../../src/mixmodel/index.js';
import { fittedFixture, type FixtureOptions } from './fitted-fixture.js';

export const regions = ['north', 'south', 'west'] as const;
const sizes = [1, 2, 0.5];
const people = [4_000_000, 6_000_000, 2_000_000];

/**
 * A fitted panel made by hand from the national fixture: three regions that differ in size, in what media do there and
 * in their level; the draws are those of the national fixture with columns by group beside them.
 */
export function panelFixture(options: FixtureOptions = {}): FittedModel {
  const national = fittedFixture(options);
  const { panel } = national;
  const spread = (values: Float64Array): Float64Array => {
    const out = new Float64Array(values.length * regions.length);
    sizes.forEach((size, g) => {
      out.set(
        values.map((value) => Math.round(100 * size * value) / 100),
        g * values.length,
      );
    });
    return out;
  };
  const repeat = (values: Float64Array): Float64Array => {
    const out = new Float64Array(values.length * regions.length);
    regions.forEach((_, g) => {
      out.set(values, g * values.length);
    });
    return out;
  };
  const spec = {
    ...national.spec,
    id: 'panel-fixture',
    data: { ...national.spec.data, region: 'region', population: 'people' },
  };
  const grouped = {
    ...panel,
    groups: [...regions],
    population: Float64Array.from(people),
    inLikelihood: new Uint8Array(panel.inLikelihood.length * regions.length).fill(1),
    kpis: panel.kpis.map((kpi) => ({ ...kpi, values: spread(kpi.values) })),
    channels: panel.channels.map((channel) => {
      const spend = spread(channel.spend);
      return { ...channel, spend, media: channel.mediaIsSpend ? spend : spread(channel.media) };
    }),
    treatments: panel.treatments.map((one) => ({ ...one, values: repeat(one.values) })),
    controls: panel.controls.map((one) => ({ ...one, values: repeat(one.values) })),
  };
  return {
    ...national,
    spec,
    panel: grouped,
    scales: scalesOf(spec, grouped),
    kpis: national.kpis.map((kpi) => withGroups(kpi, options.seed ?? 1)),
  };
}

function withGroups(kpi: FittedKpi, seed: number): FittedKpi {
  const random = randomStream(seed, 'panel fixture', kpi.id);
  const width = kpi.columns.length;
  const rows = kpi.draws.length / width;
  const coefficients = kpi.columns.flatMap((name, column) => (name.startsWith('coefficient[') ? [column] : []));
  const added = [
    ...coefficients.flatMap((column) => regions.map((region) => kpi.columns[column]!.replace(']', `@${region}]`))),
    ...regions.map((region) => `intercept[${region}]`),
  ];
  const all = [...kpi.columns, ...added];
  const factor = coefficients.map(() => regions.map(() => 0.5 + random.uniform()));
  const draws = new Float64Array(rows * all.length);
  for (let row = 0; row < rows; row++) {
    draws.set(kpi.draws.subarray(row * width, (row + 1) * width), row * all.length);
    let at = row * all.length + width;
    coefficients.forEach((column, c) => {
      regions.forEach((_, g) => (draws[at++] = kpi.draws[row * width + column]! * factor[c]![g]!));
    });
    regions.forEach((_, g) => (draws[at++] = 0.1 * (g - 1)));
  }
  return { ...kpi, columns: all, draws };
}
