import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fault } from '../../src/data/index.js';
import { codes, placed, readSample, samplePanel, sampleSpec } from './samples.js';

const head = `schema: mixplan/scenario@1
id: q1
title: First quarter
model: {id: shop}
window: {start: 2025-01-06, end: 2025-04-06}
`;

const simple = `${head}objective: {kind: maximise}
budget: {total: 1.2m}
`;

const forecast = `${head}objective: {kind: forecast, kpi: sales}
budget: {total: 900k, contingency_pct: 0}
lines:
  - {channel: tv, amount: 50万}
  - {channel: search, amount: 200k}
  - {channel: video, amount: 200000}
`;

describe('the defaults of a scenario file', () => {
  it('are those of the format', async () => {
    const { value, faults, defaultsUsed } = await readSample(simple);
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      brief: '',
      owner: '',
      parent: null,
      reference: { kind: 'last_year' },
      model: { id: 'shop', version: null },
      carryIn: { gapFill: 'reference' },
      runOutPeriods: 13,
      currency: { report: 'EUR', unit: '1' },
      objective: { kind: 'maximise', kpi: 'sales', horizon: 'whole_effect' },
      budget: { total: 1_200_000, spendAll: true, tolerancePct: 0.5, contingencyPct: 3, feesPct: 0 },
      unlisted: 'reference',
      lines: [],
      boldness: 'moderate',
      boldnessPct: 30,
      acceptUnconverged: false,
      uncertainty: { interval: 0.8, draws: 1000, seed: 7 },
      report: { language: null, depth: 'planner', noteToClient: '' },
    });
    expect(value?.kpis.map(({ id, role }) => `${id} ${role}`)).toEqual(['sales primary', 'orders watch']);
    expect(value?.defaultsUsed).toContain('budget.contingency_pct');
    expect(value?.defaultsUsed).not.toContain('budget.total');
    expect(defaultsUsed).toContainEqual({ path: 'boldness', value: 'moderate' });
  });
});

describe('readScenarioFile', () => {
  it('reads amounts as people write them', async () => {
    const { value, faults } = await readSample(forecast);
    expect(faults).toEqual([]);
    expect(value?.budget.total).toBe(900_000);
    expect(value?.lines.map(({ amount }) => amount)).toEqual([500_000, 200_000, 200_000]);
  });

  it('reads everything that a line can say', async () => {
    const { value, faults } = await readSample(
      `${simple}lines:
  - {channel: tv, campaign: spring, amount: 3亿, lock: true, cost: {per: grp, value: 41000, inflation_pct: 6}}
  - {channel: search, min: "-20%", max: "+60%", flight: {from: 2025-01-13, to: 2025-02-09, shape: custom, weights: [1, 2, 3, 4]}}
  - {channel: video, exclude: true}
boldness: bold
unlisted: zero
`,
    );
    expect(faults).toEqual([]);
    expect(value?.lines).toMatchObject([
      {
        index: 0,
        channel: 'tv',
        campaign: 'spring',
        region: null,
        audience: null,
        amount: 300_000_000,
        currency: null,
        lock: true,
        exclude: false,
        min: null,
        max: null,
        flight: { from: null, to: null, shape: { kind: 'even' } },
        cost: { per: 'grp', value: 41000, inflationPct: 6 },
      },
      {
        index: 1,
        channel: 'search',
        campaign: null,
        region: null,
        audience: null,
        amount: null,
        currency: null,
        lock: false,
        exclude: false,
        min: { relative: -0.2 },
        max: { relative: 0.6 },
        flight: { from: '2025-01-13', to: '2025-02-09', shape: { kind: 'custom', weights: [1, 2, 3, 4] } },
        cost: null,
      },
      expect.objectContaining({ index: 2, channel: 'video', amount: null, exclude: true }),
    ]);
    expect(value).toMatchObject({ boldness: 'bold', boldnessPct: 60, unlisted: 'zero' });
  });

  it('reads assumptions with their sources', async () => {
    const { value, faults } = await readSample(
      `${simple}assumptions:
  media_inflation_pct: {default: {low: 2, mid: 4, high: 7}, tv: {mid: 6}, source: agency}
  price_index: {treatment: price, low: 1.0, mid: 1.02, high: 1.04, source: finance}
  baseline_growth_pct: 1
  controls: {competitor: {change_pct: {low: 0, mid: 10, high: 30}, source: assumed}}
`,
    );
    expect(faults).toEqual([]);
    expect(value?.assumptions).toEqual({
      mediaInflationPct: {
        default: { low: 2, mid: 4, high: 7, source: 'agency' },
        tv: { low: null, mid: 6, high: null, source: 'agency' },
      },
      baselineGrowthPct: { low: null, mid: 1, high: null, source: 'assumed' },
      controls: { competitor: { low: 0, mid: 10, high: 30, source: 'assumed' } },
      treatments: { price: { low: 1, mid: 1.02, high: 1.04, source: 'finance' } },
      promo: [],
      longTermMultiplier: null,
    });
  });

  it('reads formula KPIs, and makes the one of the objective primary', async () => {
    const { value, faults } = await readSample(
      simple.replace('kind: maximise', 'kind: maximise, kpi: profit') +
        'kpis: [{id: profit, label: Profit, formula: "0.4 * sales - spend_tv - spend"}, {id: sales, target: 2m}]\n',
    );
    expect(faults).toEqual([]);
    expect(value?.kpis).toMatchObject([
      { id: 'profit', label: 'Profit', role: 'primary', formula: '0.4 * sales - spend_tv - spend', target: null },
      { id: 'sales', label: 'sales', role: 'watch', formula: null, target: 2_000_000 },
    ]);
  });

  it.each([
    ['last_year', { kind: 'last_year' }],
    ['last_n_periods:13', { kind: 'last_n_periods', periods: 13 }],
    ['q4-last-year@3', { kind: 'scenario', id: 'q4-last-year@3' }],
  ])('reads the reference %s', async (text, reference) => {
    expect((await readSample(`${simple}reference: ${text}\n`)).value?.reference).toEqual(reference);
  });

  it('names five planted faults of five kinds at once, each with line and column', async () => {
    const text = `schema: mixplan/scenario@1
id: planted
model: {id: shop}
window: {start: 2025-04-07, end: 2025-01-05}
objective: {kind: forecast, kpi: sales}
budget: {total: 1m, contingency_pct: 0}
boldnes: hold
lines:
  - {channel: tvv, amount: 300k}
  - {channel: search, amount: 300k}
  - {channel: video, amount: 300k}
`;
    const { value, faults } = await readSample(text);
    expect(value).toBeNull();
    expect(placed(faults)).toEqual([
      'missing-key 1:1',
      'window-end-before-start 4:34',
      'lines-do-not-add-up 6:17',
      'unknown-key 7:1',
      'unknown-channel 9:15',
    ]);
    expect(faults[0]?.params).toMatchObject({ key: 'title' });
    expect(faults[2]?.params).toMatchObject({ sum: 900_000, working: 1_000_000 });
    expect(faults[3]?.params).toMatchObject({ nearest: 'boldness' });
    expect(faults[4]?.params).toMatchObject({ name: 'tvv', nearest: 'tv' });
  });

  it('finds a sum that cannot be right though unlisted channels follow the reference', async () => {
    const panel = samplePanel(sampleSpec());
    const model = () => Promise.resolve({ spec: sampleSpec(), grain: panel.grain, panel });
    // Unlisted: search and video at 13 weeks of 200 and 300.
    const text = (
      amount: number,
    ) => `${head.replace('end: 2025-04-06', 'end: 2025-04-06, strat: 1')}objective: {kind: forecast}
budget: {total: 10000, contingency_pct: 0}
lines: [{channel: tv, amount: ${amount}}]
`;
    expect(codes((await readSample(text(3500), { model })).faults)).toEqual(['unknown-key']);
    expect(codes((await readSample(text(1000), { model })).faults)).toEqual(['unknown-key', 'lines-do-not-add-up']);
  });

  it('sets window and flights against the calendar of the data, beside everything else', async () => {
    const panel = samplePanel(sampleSpec());
    const model = () => Promise.resolve({ spec: sampleSpec(), grain: panel.grain, panel });
    const read = async (text: string) => codes((await readSample(text, { model })).faults);
    expect(await read(simple)).toEqual([]);
    const odd = simple.replace('2025-01-06', '2025-01-07').replace('2025-04-06', '2025-04-05');
    expect(await read(`${odd}boldnes: hold\n`)).toEqual([
      'window-start-inside-period',
      'window-end-inside-period',
      'unknown-key',
    ]);
    expect(await read(simple.replace('2025-01-06', '2022-01-03'))).toEqual(['window-before-data']);
    const weights = (count: number) =>
      `${simple}lines: [{channel: tv, flight: {to: 2025-01-21, shape: custom, weights: [${Array(count).fill(1).join(', ')}]}}]\n`;
    expect(await read(weights(3))).toEqual([]);
    expect(await read(weights(13))).toEqual(['flight-weights-count']);
  });

  it.each([['weeks on', 'lines: [{channel: tv, weeks_on_max: 3}]', 'weeks_on_max']])(
    'says that %s are not part of this version',
    async (_, text, found) => {
      expect((await readSample(`${simple}${text}\n`)).faults).toMatchObject([
        { code: expect.stringMatching(/-not-in-this-version$/) as string, found },
      ]);
    },
  );

  it('says what a kind of objective needs, and what belongs to another', async () => {
    const codes = async (objective: string, rest = ''): Promise<string[]> => {
      const text = simple.replace(/^objective: .*$/m, `objective: ${objective}`);
      const { faults } = await readSample(`${text}${rest}`);
      return faults.map(({ code }) => code);
    };
    expect(await codes('{kind: hit_target, kpi: sales}')).toContain('target-missing');
    expect(await codes('{kind: hit_target, kpi: sales}', 'kpis: [{id: sales, target: 1m}]\n')).toEqual([]);
    expect(await codes('{kind: efficiency_floor, kpi: sales}')).toEqual(['key-of-kind-missing']);
    expect(await codes('{kind: efficiency_floor, kpi: sales, efficiency: {metric: roi, at: 2}}')).toEqual([]);
    expect(await codes('{kind: next_money, kpi: sales}')).toContain('key-of-kind-missing');
    expect(await codes('{kind: next_money, kpi: sales, amount: 0}')).toContain('next-money-of-nothing');
    expect(await codes('{kind: maximise, kpi: sales, amount: 5}')).toEqual(['key-of-another-kind']);
    expect(await codes('{kind: maximise, kpi: sales, risk: cvar20}')).toEqual([]);
    expect(await codes('{kind: maximise, kpi: sales, risk: cvar120}')).toEqual(['bad-risk']);
    expect(await codes('{kind: reference, kpi: sales, risk: cvar20}')).toContain('risk-without-choice');
  });

  it.each([
    ['{scope: {}, share: {min: 0.2}}', 'limit-without-scope'],
    ['{scope: {channel: tv}}', 'limit-without-rule'],
    ['{scope: {channel: tvv}, share: {min: 0.2}}', 'unknown-channel'],
    ['{scope: {tag: brnd}, share: {min: 0.2}}', 'unknown-tag'],
    ['{scope: {channel: tv}, share: {min: 0.5, max: 0.2}}', 'limit-min-above-max'],
    ['{scope: {channel: tv}, amount: {min: 2m, max: 1m}}', 'limit-min-above-max'],
    ['{scope: {channel: tv, period: {from: 2031-01-01, to: 2031-02-01}}, amount: {max: 1m}}', 'limit-period-outside'],
    ['{scope: {channel: tv}, period_max: -5}', 'amount-negative'],
  ])('names what is wrong with the limit %s', async (text, code) => {
    expect((await readSample(`${simple}limits: [${text}]\n`)).faults.map((fault) => fault.code)).toEqual([code]);
  });

  it.each([
    ['{id: sales, role: floor}', 'floor-without-min'],
    ['{id: sales, min: 5}', 'min-without-floor'],
    ['{id: sales, chance: 0.8}', 'chance-of-nothing'],
  ])('names what is wrong with the floor %s', async (text, code) => {
    const { faults } = await readSample(
      `${simple.replace(/^objective: .*$/m, 'objective: {kind: maximise}')}kpis: [${text}]\n`,
    );
    expect(faults.map((fault) => fault.code)).toEqual([code]);
  });

  it.each([
    ['lock without amount', '{channel: tv, lock: true}', 'lock-without-amount'],
    ['exclude with amount', '{channel: tv, exclude: true, amount: 3}', 'excluded-with-amount'],
    ['exclude with lock', '{channel: tv, exclude: true, lock: true}', 'excluded-and-locked'],
    ['a negative amount', '{channel: tv, amount: -3}', 'amount-negative'],
    ['bounds on locked money', '{channel: tv, amount: 3, lock: true, min: 2}', 'bound-of-fixed-line'],
    ['min above max', '{channel: tv, min: 5k, max: 4k}', 'min-above-max'],
    ['per cents the wrong way round', '{channel: tv, min: "+10%", max: "-10%"}', 'min-above-max'],
    [
      'a flight that ends before it starts',
      '{channel: tv, flight: {from: 2025-02-01, to: 2025-01-20}}',
      'flight-end-before-start',
    ],
    ['a flight outside the window', '{channel: tv, flight: {from: 2024-02-01}}', 'flight-outside-window'],
    ['weights without custom', '{channel: tv, flight: {weights: [1]}}', 'weights-without-custom'],
    ['custom without weights', '{channel: tv, flight: {shape: custom}}', 'custom-without-weights'],
    ['a label for an id', '{channel: 短视频, amount: 3}', 'unknown-channel'],
    ['an amount in words', '{channel: tv, amount: plenty}', 'bad-amount'],
  ])('refuses %s', async (_, line, code) => {
    expect(codes((await readSample(`${simple}lines:\n  - ${line}\n`)).faults)).toEqual([code]);
  });

  it('tells the id of a channel that is named by its label', async () => {
    const { faults } = await readSample(`${simple}lines: [{channel: 短视频}]\n`);
    expect(faults[0]?.params).toMatchObject({ nearest: 'video' });
  });

  it.each([
    ['an unknown model', simple.replace('id: shop', 'id: shopp'), 'unknown-model'],
    ['another currency', `${simple}currency: {report: USD}\n`, 'currency-not-of-model'],
    ['no budget', simple.replace('budget: {total: 1.2m}\n', ''), 'budget-missing'],
    ['an unknown KPI', simple.replace('kind: maximise', 'kind: maximise, kpi: sale'), 'unknown-kpi'],
    ['two primaries', `${simple}kpis: [{id: sales, role: primary}, {id: orders, role: primary}]\n`, 'two-primaries'],
    [
      'a formula with an unknown name',
      `${simple}kpis: [{id: profit, formula: "sales - spendd"}]\n`,
      'formula-unknown-name',
    ],
    [
      'an objective without slope',
      simple.replace('kind: maximise', 'kind: maximise, kpi: p') + 'kpis: [{id: p, formula: "min(sales, 3)"}]\n',
      'formula-only-for-display',
    ],
    ['an unknown control', `${simple}assumptions: {controls: {competitr: {change_pct: 3}}}\n`, 'unknown-control'],
    ['an unknown treatment', `${simple}assumptions: {treatments: {prices: 1.1}}\n`, 'unknown-treatment'],
    ['low above mid', `${simple}assumptions: {baseline_growth_pct: {low: 3, mid: 1}}\n`, 'assumption-order'],
    ['itself as reference', `${simple}reference: q1\n`, 'reference-itself'],
    ['a Chinese key', `${simple}预算: 3\n`, 'unknown-key'],
  ])('refuses %s', async (_, text, code) => {
    expect(codes((await readSample(text)).faults)).toEqual([code]);
  });

  it('gives places for faults that the planner finds', async () => {
    const { placeOf } = await readSample(forecast);
    expect(placeOf('lines.1.amount')).toMatchObject({ file: 's.yaml', line: 10, column: 31 });
    expect(placeOf('unlisted')).toMatchObject({ line: 1, column: 1 });
  });

  it('gives a value or an error, never both and never neither, whatever lines are cut or moved', async () => {
    const lines = forecast.trimEnd().split('\n');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: 1 }), async (picked) => {
        const { value, faults } = await readSample(picked.join('\n'));
        expect(value === null).toBe(faults.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('inheritance', () => {
  const files: Record<string, string> = {
    base: `schema: mixplan/scenario@1\nid: base\ntitle: Base\nmodel: {id: shop}\nwindow: {start: 2025-01-06, end: 2025-04-06}\nobjective: {kind: maximise}\nbudget: {total: 1m, fees_pct: 2}\nboldness: hold\nlines:\n  - {channel: tv, amount: 3}\n`,
    middle: 'schema: mixplan/scenario@1\nid: middle\nparent: base\nbudget: {total: 2m}\n',
    wrong: 'schema: mixplan/scenario@1\nid: wrong\nparent: base\nunlistd: zero\n',
    loop: 'schema: mixplan/scenario@1\nid: loop\nparent: child\n',
  };
  const parent = (id: string) => {
    const source = files[id];
    return Promise.resolve(source === undefined ? null : { file: `${id}.yaml`, source });
  };
  const child = (of: string, more = '') =>
    `schema: mixplan/scenario@1\nid: child\ntitle: Child\nparent: ${of}\n${more}`;

  it('takes what the child leaves out, key by key, over generations', async () => {
    const { value, faults } = await readSample(child('middle', 'window: {end: 2025-03-30}\n'), { parent });
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      id: 'child',
      title: 'Child',
      parent: 'middle',
      window: { start: '2025-01-06', end: '2025-03-30' },
      budget: { total: 2_000_000, feesPct: 2 },
      boldness: 'hold',
    });
    expect(value?.lines).toHaveLength(1);
    expect(value?.defaultsUsed).not.toContain('boldness');
  });

  it('replaces lines whole, and takes a value away', async () => {
    const { value } = await readSample(child('base', 'lines: [{channel: video}]\nboldness:\n'), { parent });
    expect(value?.lines.map(({ channel }) => channel)).toEqual(['video']);
    expect(value?.boldness).toBe('moderate');
  });

  it('shows a fault in the file where it stands', async () => {
    const { faults } = await readSample(child('wrong', 'boldness: bald\n'), { parent });
    expect(faults.map(({ code, where }) => `${code} ${where.file}:${where.line ?? 0}`)).toEqual(
      ['unknown-value s.yaml:5', 'unknown-key wrong.yaml:4'].map((text) =>
        text.replace('unknown-value', 'bad-boldness'),
      ),
    );
  });

  it('refuses a parent that is missing or its own ancestor', async () => {
    expect(codes((await readSample(child('nobody'), { parent })).faults)).toContain('parent-not-found');
    expect(codes((await readSample(child('loop'), { parent })).faults)).toContain('parent-cycle');
  });
});

describe('lines_file', () => {
  it('passes on what stands in the way of the table', async () => {
    const broken = { value: null, faults: [fault('file-missing', 'error', { file: 'q.csv' }, 'q.csv')] };
    const { value, faults } = await readSample(`${simple}lines_file: q.csv\n`, {
      lineTable: () => Promise.resolve(broken),
    });
    expect(value).toBeNull();
    expect(codes(faults)).toEqual(['file-missing']);
  });

  it('does not stand beside lines', async () => {
    const { faults } = await readSample(`${simple}lines_file: q.csv\nlines: []\n`);
    expect(codes(faults)).toEqual(['lines-twice']);
  });
});
