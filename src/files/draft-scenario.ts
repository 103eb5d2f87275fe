import { followingPeriods, formatDay, matchLastYear, type Panel, type Period } from '../data/index.js';
import { translator, type Language } from '../language/index.js';
import { adstockLags, type ModelSpec } from '../mixmodel/index.js';
import { commentText, flowText, numberText, withComment } from './yaml-text.js';

export interface DraftScenarioOptions {
  readonly kind: 'reference' | 'forecast' | 'maximise';
  /** Of the comments. */
  readonly language: Language;
  readonly schemaPath?: string;
}

/** Window of a draft: a quarter; of days four weeks, of quarters a year. */
const windowPeriods = { daily: 28, weekly: 13, monthly: 3, quarterly: 4 } as const;

interface ReferenceSpend {
  readonly reference: string;
  /** By channel id, over the window. */
  readonly spend: ReadonlyMap<string, number>;
}

/** Periods after the last media in which anything is still carried over; a quarter of days at most. */
function longestCarryOver(spec: ModelSpec): number {
  return Math.min(91, Math.max(1, ...spec.channels.map(({ adstock }) => adstockLags(adstock) - 1)));
}

/**
 * Writes a first scenario for the quarter after the data: one line per channel at reference spend, which adds up to
 * the budget as it stands, with hints on what to change.
 */
export function draftScenario(spec: ModelSpec, panel: Panel, options: DraftScenarioOptions): string {
  const t = translator(options.language);
  const last = panel.periods.at(-1)!;
  const window = followingPeriods(last, panel.grain, windowPeriods[panel.grain]);
  const { reference, spend } = referenceSpend(spec, panel, window);
  const total = cents([...spend.values()].reduce((sum, money) => sum + money, 0));
  const from = formatDay(window[0]!.start);
  const to = formatDay(window.at(-1)!.end);
  const kpi = spec.kpis[0]!;
  const [first = ''] = spec.channels.map(({ id }) => id);
  const isMoney = kpi.kind === 'revenue';
  const lines = [
    `# yaml-language-server: $schema=${options.schemaPath ?? '../scenario.schema.json'}`,
    commentText(t('draft.scenario.head')),
    'schema: mixplan/scenario@1',
    `id: ${draftId(spec.id, options.kind)}`,
    `title: ${JSON.stringify(t(`draft.scenario.title.${options.kind}`, { title: spec.title.slice(0, 120), from, to }))}`,
    `model: {id: ${spec.id}}`,
    withComment(`reference: ${reference}`, t('draft.scenario.reference')),
    withComment(`window: {start: ${from}, end: ${to}}`, t('draft.scenario.window')),
    ...(panel.grain === 'daily' ? [`run_out_periods: ${longestCarryOver(spec)}`] : []),
    withComment(`objective: {kind: ${options.kind}, kpi: ${kpi.id}}`, t('draft.scenario.objective')),
    'kpis:',
    ...spec.kpis.map(({ id }, index) => `  - ${flowText({ id, role: index === 0 ? 'primary' : 'watch' })}`),
    ...(isMoney
      ? [
          `  ${commentText(`- {id: profit, formula: "0.4 * ${kpi.id} - spend"}`)}  ${commentText(t('draft.scenario.formula'))}`,
        ]
      : []),
    ...budgetText(options.kind, total, t('draft.scenario.budget')),
    'lines:',
    ...(options.kind === 'reference' ? [`  ${commentText(t('draft.scenario.linesOfReference'))}`] : []),
    ...spec.channels.map(({ id }) => `  - ${flowText({ channel: id, amount: spend.get(id) ?? 0 })}`),
    `  ${commentText(t('draft.scenario.lines'))}`,
    `  ${commentText(`- {channel: ${first}, amount: 1.2m, lock: true}`)}`,
    `  ${commentText(`- {channel: ${first}, amount: 1.2m, min: "-20%", max: "+60%", flight: {from: ${from}, to: ${to}}}`)}`,
    withComment('boldness: moderate', t('draft.scenario.boldness')),
    `report: {language: ${options.language}}`,
  ];
  return `${lines.join('\n')}\n`;
}

function budgetText(kind: DraftScenarioOptions['kind'], total: number, hint: string): string[] {
  if (kind === 'reference') return [];
  return [withComment(`budget: {total: ${numberText(total)}, contingency_pct: 0}`, hint)];
}

function draftId(model: string, kind: string): string {
  return `${model.slice(0, 50).replace(/-+$/, '')}-${kind}`;
}

/** As `last_year` and `last_n_periods` of a scenario count it; the second where the data do not reach back a year. */
function referenceSpend(spec: ModelSpec, panel: Panel, window: readonly Period[]): ReferenceSpend {
  const { country, include, windows } = spec.baseline.holidays;
  const lastYear = matchLastYear(window, panel.periods, panel.grain, { country, include, windows });
  const isWhole = lastYear.every((index) => index >= 0);
  const count = Math.min(window.length, panel.periods.length);
  const rows = isWhole
    ? [...lastYear]
    : Array.from({ length: count }, (_, index) => panel.periods.length - count + index);
  return {
    reference: isWhole ? 'last_year' : `last_n_periods:${count}`,
    spend: new Map(
      panel.channels.map(({ id, spend }) => [id, cents(rows.reduce((sum, row) => sum + (spend[row] ?? 0), 0))]),
    ),
  };
}

function cents(money: number): number {
  return Math.round(money * 100) / 100;
}
