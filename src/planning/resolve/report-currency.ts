import { fault, nearestName, type Fault } from '../../data/index.js';
import type { Bound, Scenario, ScenarioLine } from '../scenario.js';
import { toCents } from './problem.js';

/** A scenario with every line in the report currency, at the file's rates, to the cent. */
export function inReportCurrency(scenario: Scenario): { readonly value: Scenario; readonly faults: readonly Fault[] } {
  const { report, rates } = scenario.currency;
  const faults: Fault[] = [];
  const lines = scenario.lines.map((line): ScenarioLine => {
    if (line.currency === null || line.currency === report) return line;
    const rate = Object.hasOwn(rates, line.currency) ? rates[line.currency]!.rate : null;
    if (rate === null) {
      const valid = [report, ...Object.keys(rates)];
      const params = {
        name: line.currency,
        nearest: nearestName(line.currency, valid) ?? 'none',
        valid: valid.join(', '),
      };
      const where = { file: '', path: `lines.${line.index}.currency` };
      faults.push(fault('currency-without-rate', 'error', where, line.currency, params));
      return line;
    }
    const bound = (one: Bound): Bound =>
      one !== null && 'amount' in one ? { amount: toCents(one.amount * rate) } : one;
    return {
      ...line,
      amount: line.amount === null ? null : toCents(line.amount * rate),
      min: bound(line.min),
      max: bound(line.max),
      cost: line.cost === null ? null : { ...line.cost, value: line.cost.value * rate },
    };
  });
  return { value: { ...scenario, lines }, faults };
}
