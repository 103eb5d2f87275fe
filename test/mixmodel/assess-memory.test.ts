import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../src/mixmodel/assess-evidence.js';
import { channelSpec, modelSpec, panelOf } from './example-model.js';
import { sampledModel } from './sampled-model.js';

/** Numbers in every typed array that hangs on a value. */
function numbersIn(value: unknown, seen = new Set<object>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength / 8;
  return Object.values(value).reduce<number>((sum, part) => sum + numbersIn(part, seen), 0);
}

function numbersHeld(channels: number, periods: number, draws: number): number {
  const ids = Array.from({ length: channels }, (_, index) => `c${index}`);
  const spend = Object.fromEntries(
    ids.map((id, index) => [id, Float64Array.from({ length: periods }, (_, t) => ((t + index) % 5) + 1)]),
  );
  const kpi = Float64Array.from({ length: periods }, (_, t) => 100 + (t % 9));
  const spec = modelSpec({ channels: ids.map((id) => channelSpec(id)) });
  const values = Object.fromEntries(
    ids.flatMap((id) => [
      [`alpha[${id}]`, 0.3],
      [`half[${id}]`, 1],
      [`slope[${id}]`, 1],
      [`coefficient[${id}]`, 0.1],
    ]),
  );
  const fitted = sampledModel(spec, panelOf(periods, { kpi, channels: spend }), draws, { ...values, sigma: 1 });
  return numbersIn(gatherEvidence(fitted, spec.kpis[0]!.id).figures);
}

describe('memory of an assessment', () => {
  it('grows with draws × channels, not with draws × periods × channels', () => {
    const draws = 400;
    const perChannel = (periods: number): number =>
      (numbersHeld(8, periods, draws) - numbersHeld(2, periods, draws)) / 6;
    const short = perChannel(60);
    const long = perChannel(240);
    // Ten figures per draw and channel at most; a path per draw would be 60 or 240.
    expect(short).toBeLessThan(10 * draws);
    expect(long).toBeLessThan(10 * draws);
    expect(long - short).toBeLessThan(0.05 * 180 * draws);
  });
});
