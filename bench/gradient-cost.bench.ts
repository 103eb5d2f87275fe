/**
 * Processor time of one gradient by the size of the data: `npm run bench:gradient-cost`. Everything is doubled from 1×
 * to 16× in periods, then in channels; the slope on a log-log plot says how the cost grows (1 is proportional; at most
 * 1.1 is asked for).
 */
import { scalesOf } from '../src/mixmodel/index.js';
import { compileTarget } from '../src/mixmodel/density.js';
import { channelSpec, exampleMarket, modelSpec, prior } from '../test/mixmodel/example-model.js';

const sizes = [1, 2, 4, 8, 16];
const repeats = 7;

report('periods (6 channels, 104 at 1×, season and linear trend)', (size) => secondsOf(104 * size, 6));
report('channels (104 periods, 6 at 1×)', (size) => secondsOf(104, 6 * size));

function report(name: string, cost: (size: number) => number): void {
  const seconds = sizes.map(cost);
  const slope = slopeOf(sizes.map(Math.log), seconds.map(Math.log));
  const texts = seconds.map((value, index) => `${sizes[index]}×: ${(value * 1e6).toFixed(1)} µs`);
  console.log(`${name}\n  ${texts.join(', ')}; slope ${slope.toFixed(3)}`);
  if (slope > 1.1) process.exitCode = 1;
}

/** Least processor time of a gradient over a few rounds: what other work on the machine adds is left out. */
function secondsOf(periods: number, channels: number): number {
  const truth = { alpha: 0.4, half: 0.9, slope: 1, roi: 1.5 };
  const names = Array.from({ length: channels }, (_, index) => `channel${index}`);
  const { panel } = exampleMarket({ seed: 1, periods, channels: Object.fromEntries(names.map((id) => [id, truth])) });
  const base = modelSpec();
  const spec = modelSpec({
    channels: names.map((id) =>
      channelSpec(id, {
        saturation: { kind: 'hill', half: prior.lognormal(-0.2, 0.7), slope: prior.lognormal(0.2, 0.4) },
      }),
    ),
    // Knots every so many periods would be more of them where there are more periods.
    baseline: { ...base.baseline, trend: { kind: 'linear', coefficient: prior.normal(0, 1) } },
  });
  const { target } = compileTarget(spec, panel, scalesOf(spec, panel), 'sales');
  const position = new Float64Array(target.dimension).fill(0.1);
  const gradient = new Float64Array(target.dimension);
  const calls = Math.max(20, Math.ceil(4e6 / (periods * channels * 10)));
  let least = Infinity;
  for (let round = 0; round < repeats; round++) {
    const from = process.cpuUsage();
    for (let call = 0; call < calls; call++) {
      position[0] = 0.1 + 1e-3 * (call % 7);
      target.logDensityAndGradient(position, gradient);
    }
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / 1e6 / calls);
  }
  return least;
}

function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const xy = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return xy / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
