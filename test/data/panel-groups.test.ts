import { describe, expect, it } from 'vitest';
import { readPanel, type DataColumns } from '../../src/data/index.js';
import { codes, columns, expectations, expectSentences, table, wiggle } from './helpers.js';

const weeks = 60;
const geos = ['north', 'south', 'east'] as const;

interface Cells {
  sales: number | string;
  tv: number | string;
  grp: number | string;
  heads: number | string;
}

/** A row per region and week: three regions, the second twice as big. */
function text(change: (geo: string, week: number, cells: Cells) => Cells | null = (_, __, cells) => cells): string {
  const rows = geos.flatMap((geo, g) =>
    Array.from({ length: weeks }, (_, week) => {
      const size = g === 1 ? 2 : 1;
      const cells = change(geo, week, {
        sales: Math.round(size * (1000 + 200 * wiggle(week, 1 + g))),
        tv: week % 3 === g ? 0 : Math.round(size * (10 + 90 * wiggle(week, 4 + g))),
        grp: week % 3 === g ? 0 : Math.round(size * (5 + 40 * wiggle(week, 4 + g))),
        heads: 100 * size,
      });
      const date = new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10);
      return cells === null ? null : [date, geo, cells.sales, cells.tv, cells.grp, cells.heads].join(',');
    }),
  );
  return ['week,geo,sales,tv,grp,heads', ...rows.filter((row) => row !== null)].join('\n');
}

function read(content: string, changed: Partial<DataColumns> = {}) {
  const reading = readPanel(table(content), { ...columns, region: 'geo', ...changed }, expectations);
  expectSentences(reading.faults);
  return reading;
}

describe('a table of several groups', () => {
  it('becomes groups × periods, in the order in which the groups stand, whatever the order of the rows', () => {
    const { value, faults } = read(text(), { population: 'heads' });
    expect(codes(faults)).toEqual([]);
    expect(value!.groups).toEqual([...geos]);
    expect(value!.periods).toHaveLength(weeks);
    expect(value!.kpis[0]!.values).toHaveLength(3 * weeks);
    expect([...value!.population!]).toEqual([100, 200, 100]);
    const [header = '', ...rows] = text().split('\n');
    const byWeek = [...rows].sort((a, b) => a.localeCompare(b));
    const reordered = read([header, ...byWeek].join('\n'), { population: 'heads' });
    expect(codes(reordered.faults)).toEqual([]);
    const east = reordered.value!.groups.indexOf('east');
    expect(reordered.value!.kpis[0]!.values.slice(east * weeks, (east + 1) * weeks)).toEqual(
      value!.kpis[0]!.values.slice(2 * weeks),
    );
  });

  it('tells every fault at once, with row and column', () => {
    const lines = text((geo, week, cells) => {
      if (geo === 'south' && (week === 7 || week === 9)) return null;
      if (geo === 'east' && week === 3) return { ...cells, tv: -5 };
      if (geo === 'north' && week === 5) return { ...cells, sales: '' };
      if (geo === 'east' && week === 8) return { ...cells, grp: 'many' };
      if (geo === 'north' && week === 2) return { ...cells, heads: 0 };
      return cells;
    }).split('\n');
    const twice = [...lines, lines[1] ?? ''].join('\n');
    const { value, faults } = read(twice, {
      population: 'heads',
      channels: [{ id: 'tv', spend: 'tv', media: 'grp' }],
      mask: [{ from: '2023-03-06', to: '2023-03-12', group: 'sout', why: 'storm' }],
    });
    expect(value).toBeNull();
    const at = (code: string) => faults.find((fault) => fault.code === code)!;
    // The header is line 1; north stands on 2–61, south (two rows short) on 62–119, east on 120–179.
    expect(at('group-period-missing')).toMatchObject({ params: { group: 'south', count: 2 }, where: { line: 68 } });
    expect(at('date-duplicate').where).toMatchObject({ line: 180 });
    expect(at('spend-negative')).toMatchObject({ where: { line: 123, column: 4 }, found: '-5 (east)' });
    expect(at('kpi-blank').where).toMatchObject({ line: 7, column: 3 });
    expect(at('number-unreadable').where).toMatchObject({ line: 128, column: 5 });
    expect(at('population-not-positive').where).toMatchObject({ line: 4, column: 6 });
    expect(at('mask-group-unknown').params).toMatchObject({ nearest: 'south' });
  });

  it('masks one group or all', () => {
    const mask = [{ from: '2023-03-06', to: '2023-03-12', group: 'south', why: 'storm' }];
    const { value } = read(text(), { mask });
    const masked = [...value!.inLikelihood].flatMap((flag, row) => (flag === 0 ? [row] : []));
    expect(masked).toEqual([weeks + 9]);
    const all = read(text(), { mask: [{ ...mask[0]!, group: null }] }).value!;
    expect([...all.inLikelihood].filter((flag) => flag === 0)).toHaveLength(3);
  });

  it('lets a group begin later than the others', () => {
    const { value, faults } = read(
      text((geo, week, cells) => (geo === 'east' && week < 6 ? { ...cells, sales: '' } : cells)),
    );
    expect(codes(faults)).toEqual(['media-history']);
    expect([...value!.inLikelihood].flatMap((flag, row) => (flag === 0 ? [row - 2 * weeks] : []))).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('divides money that is the same everywhere by media, else by heads', () => {
    const national = (_: string, week: number, cells: Cells): Cells => ({
      ...cells,
      tv: week % 4 === 0 ? 0 : 60 + week,
    });
    const byMedia = read(text(national), { channels: [{ id: 'tv', spend: 'tv', media: 'grp' }], population: 'heads' });
    expect(codes(byMedia.faults)).toContain('spend-national');
    const { spend, media } = byMedia.value!.channels[0]!;
    for (const week of [1, 5, 18]) {
      const own = geos.map((_, g) => spend[g * weeks + week]!);
      expect(own.reduce((sum, money) => sum + money, 0)).toBeCloseTo(60 + week, 9);
      const total = geos.reduce((sum, _, g) => sum + media[g * weeks + week]!, 0);
      expect(own[1]).toBeCloseTo(((60 + week) * media[weeks + week]!) / total, 9);
    }
    const byHeads = read(text(national), { population: 'heads' }).value!.channels[0]!;
    expect(byHeads.spend[weeks + 1]).toBeCloseTo(61 / 2, 9);
    expect(byHeads.media).toBe(byHeads.spend);
    expect(read(text(national)).value!.channels[0]!.spend[weeks + 1]).toBeCloseTo(61 / 3, 9);
    const mostly = text((geo, week, cells) =>
      geo === 'east' && week === 30 ? { ...cells, tv: 7 } : national(geo, week, cells),
    );
    const unclear = read(mostly);
    expect(codes(unclear.faults, 'review')).toContain('spend-nearly-national');
    expect(unclear.value!.channels[0]!.spend[weeks + 1]).toBe(61);
  });

  it('says of a channel that was never on in one region, and stops where it was on in none', () => {
    const some = read(text((geo, _, cells) => (geo === 'east' ? { ...cells, tv: 0 } : cells)));
    expect(some.value).not.toBeNull();
    expect(codes(some.faults, 'note')).toContain('channel-never-on');
    const none = read(text((_, __, cells) => ({ ...cells, tv: 0 })));
    expect(none.value).toBeNull();
  });
});
