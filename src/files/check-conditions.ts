import { parseIsoDay, weekdayOf } from '../data/index.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import type { PartialScenario } from './scenario-kind.js';
import type { ScenarioModel } from './scenario-model.js';

/** Currencies, fiscal calendar, promotions and the long-term multiplier of a scenario. */
export function checkConditions(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  checkCurrencies(scenario, model, checker);
  checkFiscal(scenario, model, checker);
  checkPromotions(scenario, model, checker);
  const { low, mid, high } = scenario.assumptions?.long_term_multiplier ?? {};
  const isOrdered = (a: number | undefined, b: number | undefined): boolean =>
    a === undefined || b === undefined || a <= b;
  if (!isOrdered(low, mid) || !isOrdered(mid, high) || !isOrdered(low, high)) {
    const params = { low: low ?? '', mid: mid ?? '', high: high ?? '' };
    checker.say('assumption-order', ['assumptions', 'long_term_multiplier'], params);
  }
}

function checkCurrencies(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  const rates = Object.keys(scenario.currency?.rates ?? {});
  const report = scenario.currency?.report ?? model?.spec.currency;
  if (report !== undefined && rates.includes(report)) {
    checker.sayOfKey('rate-of-report-currency', ['currency', 'rates', report], { currency: report });
  }
  if (report === undefined) return;
  scenario.lines?.forEach((line, index) => {
    checker.known('currency-without-rate', line?.currency, [report, ...rates], ['lines', index, 'currency']);
  });
}

function checkFiscal({ calendar }: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  const pattern = calendar?.pattern ?? 'calendar';
  const params = { pattern };
  if (pattern !== 'calendar' && model !== null && model.grain !== 'weekly') {
    checker.say('fiscal-needs-weeks', ['calendar', 'pattern'], params);
  }
  const first = model?.panel?.periods[0]?.start;
  if (pattern === 'broadcast' && model?.grain === 'weekly' && first !== undefined && weekdayOf(first) !== 0) {
    checker.say('fiscal-needs-mondays', ['calendar', 'pattern'], params);
  }
  if (pattern === 'broadcast' && calendar?.year_start !== undefined) {
    checker.sayOfKey('fiscal-year-start-unused', ['calendar', 'year_start'], params);
  }
  if (calendar?.week53 === 'drop' && (pattern === 'calendar' || pattern === 'broadcast')) {
    checker.sayOfKey('fiscal-week53-unused', ['calendar', 'week53'], params);
  }
}

function checkPromotions(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  const treatments = model?.spec.treatments.map(({ id }) => id);
  scenario.assumptions?.promo?.forEach((promo, index) => {
    if (promo === undefined) return;
    const path: Path = ['assumptions', 'promo', index];
    if (treatments !== undefined) {
      checker.known('unknown-treatment', promo.treatment, treatments, [...path, 'treatment']);
    }
    const { from, to, same_as: sameAs } = promo;
    checker.inOrder('promo-end-before-start', from, to, [...path, 'to']);
    checker.inOrder('promo-end-before-start', sameAs?.from, sameAs?.to, [...path, 'same_as', 'to']);
    const { start, end } = scenario.window ?? {};
    if (start !== undefined && end !== undefined && start <= end) {
      const outside = (date: string | undefined): boolean => date !== undefined && (date < start || date > end);
      for (const [key, date] of [['from', from] as const, ['to', to] as const]) {
        if (outside(date)) checker.say('promo-outside-window', [...path, key], { start, end });
      }
    }
    const [days, then] = [daysOf(from, to), daysOf(sameAs?.from, sameAs?.to)];
    if (days !== null && then !== null && days !== then) {
      checker.say('promo-length', [...path, 'same_as'], { days, then });
    }
    const periods = model?.panel?.periods;
    const [first, last] = [periods?.[0]?.start, periods?.at(-1)?.end];
    for (const key of ['from', 'to'] as const) {
      const day = parseDay(sameAs?.[key]);
      if (day === null || first === undefined || last === undefined || (day >= first && day <= last)) continue;
      checker.say('promo-outside-data', [...path, 'same_as', key]);
    }
  });
}

function parseDay(text: string | undefined): number | null {
  return text === undefined ? null : parseIsoDay(text);
}

/** Days from one date to another, both counted; null where they are not in order. */
function daysOf(from: string | undefined, to: string | undefined): number | null {
  const [first, last] = [parseDay(from), parseDay(to)];
  return first === null || last === null || last < first ? null : last - first + 1;
}
