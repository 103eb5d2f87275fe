/** Good model files and tables, and ways to spoil them. */
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { randomStream } from '../../src/inference/index.js';

/** A file that uses much of the format. */
const modelText = `schema: mixplan/model@1
id: shop
title: "Shop"
data: {file: data.csv, date: week, mask: [{from: 2023-03-06, to: 2023-03-19, why: moved}], history_before: zero}
currency: EUR
kpis:
  - {id: sales, column: sales, kind: revenue}
  - {id: orders, column: orders, kind: count, value_per_unit: {column: order_value, future: last_year}}
channels:
  - id: tv
    spend: tv_spend
    media: tv_grp
    unit: grp
    adstock: {kind: geometric, periods: 6, alpha: {beta: [1, 3]}}
    saturation: {kind: hill, half: {lognormal: [-0.2, 0.7]}, slope: {lognormal: [0.2, 0.3]}}
    effect: {roi: {lognormal: [0.2, 0.9]}}
  - id: search
    spend: search_spend
    demand_driven: true
    adstock: {kind: none}
    saturation: {kind: logistic, rate: {gamma: [3, 1]}}
    effect: {sales: {coefficient: {halfnormal: 1}}, orders: {contribution: {beta: [2, 20]}}}
organic:
  - {id: newsletter, media: newsletter, effect: {contribution: {beta: [1, 99]}}, future: held}
treatments:
  - {id: promo, column: promo, baseline: min, effect: {coefficient: {normal: [0, 5]}}}
controls:
  - {id: competitor, column: competitor, standardise: true, coefficient: {normal: [0, 5]}}
baseline:
  intercept: {normal: [0, 5]}
  trend: {kind: knots, every: 13, step: {normal: [0, 0.5]}}
  season: {kind: fourier, pairs: 1, coefficient: {normal: [0, 1]}}
noise: {kind: normal, sd: {halfnormal: 2}}
scaling: {kpi: standard, media: {by: median, over: group}}
experiments:
  - {channel: tv, kpi: sales, start: 2023-05-01, end: 2023-05-28, counterfactual: {pct_of_actual: 0}, effect: 300, sd: 90, in_data: true, source: test}
holdout: {periods: 8, origins: 1}
`;

const rows = 44;

function goodTable(): string[][] {
  const random = randomStream(3, 'fuzz table');
  const round = (value: number): string => String(Math.round(value * 100) / 100);
  const header = [
    'week',
    'sales',
    'orders',
    'order_value',
    'tv_spend',
    'tv_grp',
    'search_spend',
    'newsletter',
    'promo',
    'competitor',
  ];
  const first = Date.UTC(2023, 0, 2);
  const body = Array.from({ length: rows }, (_, t) => {
    const tv = random.uniform() < 0.6 ? 40 * Math.exp(0.5 * random.normal()) : 0;
    const search = 30 * Math.exp(0.3 * random.normal());
    const promo = t % 9 < 2 ? 1 : 0;
    const sales = 1000 + 2 * tv + search + 50 * promo + 40 * random.normal();
    return [
      new Date(first + t * 7 * 86_400_000).toISOString().slice(0, 10),
      round(sales),
      String(Math.round(sales / 20)),
      round(20 + random.uniform()),
      round(tv),
      round(tv * 3),
      round(search),
      round(10 + 5 * random.uniform()),
      String(promo),
      round(100 + 10 * random.normal()),
    ];
  });
  return [header, ...body];
}

const oddScalars: readonly unknown[] = [
  null,
  '',
  ' ',
  'NaN',
  'Infinity',
  '-Infinity',
  '.nan',
  '.inf',
  -1,
  0,
  1,
  1.5,
  1e308,
  -1e308,
  5e-324,
  1e-12,
  1e12,
  true,
  '0x10',
  '1e400',
  '２',
  '1,5',
  'x'.repeat(300),
  '2023-02-30',
  '1850-01-01',
  '2999-12-31',
  'tv',
  'sales',
  'all',
  'auto',
  '=1+1',
  '<b>',
  '\u0000',
  '一',
  '__proto__',
  'constructor',
];

const oddNodes: readonly unknown[] = [
  [],
  {},
  [1, 2, 3],
  [null],
  { normal: [0, 1] },
  { normal: [0, -1] },
  { normal: [0, 0] },
  { normal: [0, 1e-300] },
  { normal: [1e300, 1] },
  { beta: [0, 0] },
  { beta: [1e-8, 1e8] },
  { beta: [1, 3] },
  { lognormal: [0, 1e9] },
  { lognormal: [700, 1] },
  { uniform: [1, 0] },
  { uniform: [0, 0.5] },
  { halfnormal: 0 },
  { halfnormal: 1e-9 },
  { halfnormal: 1e9 },
  { gamma: [1e-6, 1] },
  { gamma: [1e6, 1e6] },
  { laplace: [0, 1] },
  { student_t: [1, 0, 1] },
  { student_t: [0.01, 0, 1] },
  { truncated_normal: [0, 1, 5, 6] },
  { truncated_normal: [0, 1e-6, 5, 6] },
  { lognormal: [0, 1], shift: -5 },
  { cauchy: [0, 1] },
  { normal: ['a', 1] },
  { normal: [1] },
];

type Tree = Record<string, unknown> | unknown[];
type Spoil = (choose: (count: number) => number, tree: Tree) => void;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Every place of a tree: its parent and the key it stands under. */
function placesOf(tree: Tree): { readonly parent: Tree; readonly key: string }[] {
  return Object.entries(tree).flatMap(([key, value]) => [
    { parent: tree, key },
    ...(isTree(value) ? placesOf(value) : []),
  ]);
}

function put(parent: Tree, key: string, value: unknown): void {
  // Like a parser would, also for names that mean something to an object.
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

const anyPlace = (choose: (count: number) => number, tree: Tree) => {
  const places = placesOf(tree);
  return places[choose(places.length)];
};

const treeSpoils: readonly Spoil[] = [
  (choose, tree) => {
    const place = anyPlace(choose, tree);
    if (place) put(place.parent, place.key, oddScalars[choose(oddScalars.length)]);
  },
  (choose, tree) => {
    const place = anyPlace(choose, tree);
    if (place) put(place.parent, place.key, structuredClone(oddNodes[choose(oddNodes.length)]));
  },
  (choose, tree) => {
    const place = anyPlace(choose, tree);
    if (place === undefined) return;
    if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
    else Reflect.deleteProperty(place.parent, place.key);
  },
  (choose, tree) => {
    const place = anyPlace(choose, tree);
    if (place === undefined) return;
    const value = (place.parent as Record<string, unknown>)[place.key];
    if (Array.isArray(place.parent)) place.parent.push(structuredClone(value));
    else put(place.parent, `${place.key}${choose(9)}`, structuredClone(value));
  },
  // One value where another stands.
  (choose, tree) => {
    const to = anyPlace(choose, tree);
    const from = anyPlace(choose, tree);
    if (to && from) put(to.parent, to.key, structuredClone((from.parent as Record<string, unknown>)[from.key]));
  },
  // Numbers of another size.
  (choose, tree) => {
    const places = placesOf(tree).filter(
      ({ parent, key }) => typeof (parent as Record<string, unknown>)[key] === 'number',
    );
    const place = places[choose(Math.max(1, places.length))];
    if (place === undefined) return;
    const value = (place.parent as Record<string, number>)[place.key]!;
    put(place.parent, place.key, value * 10 ** (choose(25) - 12) * (choose(4) === 0 ? -1 : 1));
  },
];

const oddCells = [
  '',
  ' ',
  'NaN',
  'nan',
  'Infinity',
  '-inf',
  'n/a',
  '#DIV/0!',
  '-',
  '0',
  '-1',
  '1e308',
  '-1e308',
  '1e-320',
  '1.234,56',
  '1,234.56',
  '１２',
  '50%',
  '€ 12',
  '12万',
  '(5)',
  '1e999',
  '"',
  '""',
  '=1+1',
  'true',
  '2023-13-01',
  '01/02/2023',
  '2023-01-02',
  '99999999999999999999',
  '\u0000',
  '\uFEFF',
  '\u202E',
  'x'.repeat(5000),
];

type TableSpoil = (choose: (count: number) => number, table: string[][]) => void;

const eachRow = (table: string[][], column: number, value: (row: number, cell: string) => string): void => {
  table.forEach((row, index) => {
    if (index > 0 && column < row.length) row[column] = value(index, row[column]!);
  });
};

const tableSpoils: readonly TableSpoil[] = [
  (choose, table) => {
    const row = table[choose(table.length)];
    if (row) row[choose(row.length)] = oddCells[choose(oddCells.length)]!;
  },
  // A column of one odd value, of nothing, of zeros, of a constant.
  (choose, table) => {
    const cell = [...oddCells, '7', '0', ''][choose(oddCells.length + 3)]!;
    eachRow(table, choose(table[0]!.length), () => cell);
  },
  // Another size, another sign, one outlier.
  (choose, table) => {
    const factor = 10 ** (choose(41) - 20);
    eachRow(table, choose(table[0]!.length), (_, cell) => (cell.includes('-') ? cell : String(Number(cell) * factor)));
  },
  (choose, table) => {
    eachRow(table, choose(table[0]!.length), (_, cell) => String(-Number(cell)));
  },
  (choose, table) => {
    const row = 1 + choose(Math.max(1, table.length - 1));
    const column = choose(table[0]!.length);
    const factor = 10 ** (3 + choose(9));
    eachRow(table, column, (at, cell) => (at === row ? String(Number(cell) * factor) : cell));
  },
  // One column is another, or almost.
  (choose, table) => {
    const [from, to] = [choose(table[0]!.length), choose(table[0]!.length)];
    eachRow(table, to, (row) => table[row]![from] ?? '');
  },
  (choose, table) => {
    table.splice(choose(table.length), 1 + choose(3));
  },
  (choose, table) => {
    const row = table[choose(table.length)];
    if (row) table.splice(choose(table.length + 1), 0, [...row]);
  },
  (choose, table) => {
    table.splice(2 + choose(table.length));
  },
  (choose, table) => {
    const [a, b] = [choose(table.length), choose(table.length)];
    const kept = table[a];
    if (kept && table[b]) [table[a], table[b]] = [table[b], kept];
  },
  (choose, table) => {
    const column = choose(table[0]?.length ?? 1);
    table.forEach((row) => row.splice(column, 1));
  },
  (choose, table) => {
    const header = table[0];
    if (header) header[choose(header.length)] = ['', 'week', 'sales', 'x', '销售额', ' sales '][choose(6)]!;
  },
];

const encodings: readonly ((text: string) => Uint8Array)[] = [
  (text) => new TextEncoder().encode(text),
  (text) => new TextEncoder().encode(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from(text.replaceAll(',', ';')),
  (text) => Buffer.from(text.replaceAll(',', '\t').replaceAll('\n', '\r\n')),
  (text) => Buffer.from(text).subarray(0, Math.floor(text.length / 2)),
  (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00, 0x80])]),
];

/** A model file and its table, spoilt a little. */
export interface Spoilt {
  readonly model: string;
  readonly table: Uint8Array;
}

/** `choices` are taken from the front, each modulo what there is to choose from. */
function spoiltBy(choices: readonly number[], treeCount: number, tableCount: number): Spoilt {
  let next = 0;
  const choose = (count: number): number => (choices[next++ % choices.length] ?? 0) % Math.max(1, count);
  const tree = parse(modelText) as Tree;
  for (let i = 0; i < treeCount; i++) treeSpoils[choose(treeSpoils.length)]!(choose, tree);
  const table = goodTable();
  for (let i = 0; i < tableCount; i++) tableSpoils[choose(tableSpoils.length)]!(choose, table);
  const text = table.map((row) => row.join(',')).join('\n');
  const encode = choose(3) === 0 ? encodings[choose(encodings.length)]! : encodings[0]!;
  return { model: stringify(tree), table: encode(text) };
}

export const spoilt: fc.Arbitrary<Spoilt> = fc
  .tuple(
    fc.array(fc.nat({ max: 1_000_003 }), { minLength: 40, maxLength: 40 }),
    fc.constantFrom(0, 0, 1, 1, 1, 2, 3),
    fc.constantFrom(0, 0, 1, 1, 1, 2, 3),
  )
  .map(([choices, treeCount, tableCount]) => spoiltBy(choices, treeCount, tableCount));
