import { describe, expect, it } from 'vitest';
import { readModelFile, withGrainDefaults } from '../../src/files/index.js';
import { modelText } from './samples.js';

describe('defaults that count periods', () => {
  const read = (text: string) => {
    const { value, defaultsUsed } = readModelFile(text, 'model.yaml');
    return { spec: value!, defaultsUsed };
  };

  it('stay as the format states them for weeks and months', () => {
    const { spec, defaultsUsed } = read(modelText);
    for (const grain of ['weekly', 'monthly'] as const) {
      expect(withGrainDefaults(spec, defaultsUsed, grain)).toEqual({ spec, defaultsUsed });
    }
  });

  it('last about as long for days and quarters, and are shown as they hold', () => {
    const { spec, defaultsUsed } = read(modelText);
    const daily = withGrainDefaults(spec, defaultsUsed, 'daily');
    expect(daily.spec.channels[0]!.adstock).toMatchObject({
      kind: 'geometric',
      periods: 42,
      alpha: { family: 'beta', a: 5, b: 1.5 },
    });
    expect(daily.spec.baseline.trend).toMatchObject({ every: 182 });
    expect(daily.spec.holdout.periods).toBe(28);
    expect(daily.defaultsUsed.find(({ path }) => path === 'holdout.periods')?.value).toBe(28);
    const quarterly = withGrainDefaults(spec, defaultsUsed, 'quarterly');
    expect(quarterly.spec.baseline.season).toMatchObject({ pairs: 2 });
    expect(quarterly.spec.channels[0]!.adstock).toMatchObject({ periods: 2 });
  });

  it('leave alone what the file states', () => {
    const { spec, defaultsUsed } = read(`${modelText}holdout: {periods: 13}\nbaseline: {trend: {every: 26}}\n`);
    const daily = withGrainDefaults(spec, defaultsUsed, 'daily').spec;
    expect(daily.holdout.periods).toBe(13);
    expect(daily.baseline.trend).toMatchObject({ every: 26 });
  });
});
