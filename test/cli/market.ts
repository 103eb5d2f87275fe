/** A small market: two channels over 110 weeks, so that a fit takes a second or two. */
export const marketYaml = `schema: mixplan/market@1
id: corner-shop
title: "Corner shop"
language: en
currency: EUR
grain: weekly
start: 2023-01-02
periods: 110
kpi: {id: sales, label: "Sales", kind: revenue}
baseline: {level: 100000, trend_per_year: 0.02, season: [{pair: 1, sin: 0.05, cos: 0.03}]}
noise: 0.03
channels:
  - {id: tv, label: "TV", spend: 6000, spread: 0.4, share: 0.6, flight: 4, alpha: 0.4, half: 0.9, roi: 1.8}
  - {id: radio, label: "Radio", spend: 3000, spread: 0.4, share: 0.5, flight: 3, alpha: 0.2, half: 0.8, roi: 1.2}
`;

/** What a planner writes for it: the quarter after the data. */
export function scenarioYaml(fields: {
  readonly id: string;
  readonly kind: 'reference' | 'forecast' | 'maximise';
  readonly total?: number;
  readonly lines?: string;
  readonly more?: string;
}): string {
  const { id, kind, total, lines, more } = fields;
  return [
    'schema: mixplan/scenario@1',
    `id: ${id}`,
    `title: "${id}"`,
    'model: {id: corner-shop}',
    'window: {start: 2025-02-10, end: 2025-05-11}',
    `objective: {kind: ${kind}, kpi: sales}`,
    'kpis: [{id: sales, role: primary}, {id: profit, formula: "0.4 * sales - spend"}]',
    ...(total === undefined ? [] : [`budget: {total: ${total}, contingency_pct: 0}`]),
    ...(lines === undefined ? [] : [lines]),
    ...(more === undefined ? [] : [more]),
    '',
  ].join('\n');
}
