import { describe, expect, it } from 'vitest';
import { readTable, readPanel } from '../../src/data/index.js';
import { normaliseModelFile, readModelFile, withDataDefaults } from '../../src/files/index.js';
import { columnsOf, expectationsOf } from '../../src/jobs/reading/model-columns.js';
import { commonMediaPrior } from '../../src/mixmodel/index.js';
import { specBefore } from '../../src/mixmodel/refit-panel.js';

const modelText = (tv = '', more = '') => `schema: mixplan/model@1
id: orders
data: {file: data.csv, date: week}
kpis:
  - {id: orders, column: orders, kind: count}
channels:
  - {id: tv, spend: tv${tv}}
  - {id: search, spend: search}
${more}`;

const table = [
  'week,orders,revenue,tv,search',
  ...Array.from({ length: 80 }, (_, week) => {
    const day = new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10);
    return [day, 900 + 7 * ((week * 13) % 40), 5000 + 31 * ((week * 7) % 50), (week % 4) * 60, 40 + (week % 9)].join(
      ',',
    );
  }),
].join('\n');

function read(text: string) {
  const { value, faults, defaultsUsed } = readModelFile(text, 'model.yaml');
  expect(faults).toEqual([]);
  const rows = readTable('data.csv', new TextEncoder().encode(table));
  const { value: panel } = readPanel(rows.value!, columnsOf(value!), expectationsOf(value!));
  return { panel: panel!, ...withDataDefaults(value!, defaultsUsed, panel!) };
}

describe('defaults that only the data settle', () => {
  it('put the common prior on the media total in the place of every effect on a count without value', () => {
    const { spec, panel, defaultsUsed } = read(modelText());
    const prior = commonMediaPrior(panel, 'orders')!;
    for (const { effect } of spec.channels) expect(effect).toEqual({ orders: { on: 'roi', prior } });
    for (const index of [0, 1]) {
      expect(defaultsUsed.find(({ path }) => path === `channels.${index}.effect`)?.value).toEqual({
        roi: { lognormal: [prior.mu, prior.sigma] },
      });
    }
  });

  it('leave what the file states, KPIs with a value and KPIs in money as they are', () => {
    const stated = read(modelText(', effect: {contribution: {beta: [1, 19]}}')).spec.channels;
    expect(stated[0]!.effect['orders']).toMatchObject({ on: 'contribution', prior: { a: 1, b: 19 } });
    expect(stated[1]!.effect['orders']).toMatchObject({ on: 'roi' });
    const valued = read(modelText().replace('kind: count', 'kind: count, value_per_unit: 30'));
    expect(valued.spec.channels[0]!.effect['orders']?.prior).toMatchObject({
      family: 'lognormal',
      mu: 0.2,
      sigma: 0.9,
    });
    const two = read(modelText().replace('channels:', '  - {id: revenue, column: revenue}\nchannels:'));
    const prior = commonMediaPrior(two.panel, 'orders')!;
    expect(two.spec.channels[0]!.effect).toMatchObject({
      orders: { on: 'roi', prior },
      revenue: { on: 'roi', prior: { mu: 0.2, sigma: 0.9 } },
    });
    expect(two.defaultsUsed.find(({ path }) => path === 'channels.0.effect.orders')?.value).toEqual({
      roi: { lognormal: [prior.mu, prior.sigma] },
    });
  });

  it('are kept by refits on fewer rows', () => {
    const { spec, panel } = read(modelText());
    const shorter = specBefore(spec, panel, 60, 'orders');
    expect(shorter.channels.map(({ effect }) => effect)).toEqual(spec.channels.map(({ effect }) => effect));
  });

  it('are left open in the file with everything filled in, which gives the same model', () => {
    const normalised = normaliseModelFile(modelText(), 'model.yaml')!;
    expect(normalised).not.toContain('effect');
    expect(read(normalised).spec).toEqual(read(modelText()).spec);
  });

  it('stand beside a prior on the media total, which is written out as it is', () => {
    const text = modelText('', 'media_total: {beta: [4, 6]}\n');
    const { spec } = read(text);
    expect(spec.mediaTotal).toEqual({ family: 'beta', a: 4, b: 6, shift: 0 });
    expect(read(normaliseModelFile(text, 'model.yaml')!).spec).toEqual(spec);
    expect(read(modelText('', 'media_total: null\n')).spec).not.toHaveProperty('mediaTotal');
  });
});
