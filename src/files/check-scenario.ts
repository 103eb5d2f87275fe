import type { loadFormulas } from '../planning/index.js';
import { amountValue } from './amounts.js';
import { checkAudiences, withNewChannels } from './check-audiences.js';
import { checkCalendar } from './check-calendar.js';
import { checkConditions } from './check-conditions.js';
import { checkLines } from './check-lines.js';
import type { Checker } from './checker.js';
import { checkRules } from './check-rules.js';
import { checkSum } from './check-sum.js';
import { formulaNames, type ScenarioModel } from './scenario-model.js';
import { kindOf, type PartialScenario } from './scenario-kind.js';

type CheckFormula = Awaited<ReturnType<typeof loadFormulas>>['checkFormula'];

/**
 * What a schema cannot check. Runs on whatever of the file could be read, so that one fault does not hide another.
 *
 * @param known null: the model is not known, and neither are the names
 */
export function checkScenario(
  scenario: PartialScenario,
  known: ScenarioModel | null,
  checkFormula: CheckFormula | null,
  checker: Checker,
): void {
  const model = known === null ? null : withNewChannels(scenario, known);
  const { start, end } = scenario.window ?? {};
  checker.inOrder('window-end-before-start', start, end, ['window', 'end']);
  if (scenario.lines !== undefined && scenario.lines_file !== undefined)
    checker.sayOfKey('lines-twice', ['lines_file']);
  if (scenario.reference !== undefined && scenario.reference.split('@')[0] === scenario.id) {
    checker.say('reference-itself', ['reference']);
  }
  checkBudget(scenario, checker);
  checkKpis(scenario, model, checkFormula, checker);
  checkLines(scenario, model, checker);
  checkRules(scenario, model, checker);
  checkAssumptions(scenario.assumptions, model, checker);
  checkConditions(scenario, model, checker);
  checkAudiences(scenario, known, checker);
  if (model === null) return;
  const { currency } = model.spec;
  if (scenario.currency?.report !== undefined && scenario.currency.report !== currency) {
    checker.say('currency-not-of-model', ['currency', 'report'], { currency });
  }
  checkSum(scenario, model, checker);
  if (model.panel !== undefined) checkCalendar(scenario, model.panel, checker);
}

/** Kinds that may leave the budget out: nothing is spent, the least is asked for, or there is no cap. */
const withoutBudget: readonly string[] = ['reference', 'hit_target', 'efficiency_floor'];

function checkBudget(scenario: PartialScenario, checker: Checker): void {
  const kind = kindOf(scenario, checker);
  const total = scenario.budget?.total;
  if (total !== undefined && !(amountValue(total) > 0))
    checker.say('budget-missing', ['budget', 'total'], { kind: kind ?? 'maximise' });
  const isWritten = checker.has(['budget', 'total']);
  if (total === undefined && !isWritten && kind !== null && !withoutBudget.includes(kind)) {
    checker.say('budget-missing', ['budget', 'total'], { kind });
  }
}

function checkKpis(
  scenario: PartialScenario,
  model: ScenarioModel | null,
  checkFormula: CheckFormula | null,
  checker: Checker,
): void {
  const kpis = scenario.kpis ?? [];
  checker.unique(kpis.map((kpi, index) => ({ id: kpi?.id, path: ['kpis', index, 'id'] })));
  const primaries = kpis.flatMap((kpi, index) => (kpi?.role === 'primary' ? [{ id: kpi.id, index }] : []));
  const objective = scenario.objective?.kpi;
  primaries.forEach(({ id, index }, order) => {
    if (order > 0) checker.say('two-primaries', ['kpis', index, 'role'], { first: primaries[0]?.id ?? '' });
    else if (objective !== undefined && id !== objective) {
      checker.say('primary-not-objective', ['kpis', index, 'role'], { objective, id: id ?? '' });
    }
  });
  if (model === null) return;
  const fitted = model.spec.kpis.map(({ id }) => id);
  const isFormula = (index: number) => checker.has(['kpis', index, 'formula']);
  kpis.forEach((kpi, index) => {
    if (kpi === undefined) return;
    if (!isFormula(index)) checker.known('unknown-kpi', kpi.id, fitted, ['kpis', index, 'id']);
    else if (kpi.id !== undefined && fitted.includes(kpi.id))
      checker.say('formula-id-taken', ['kpis', index, 'id'], { id: kpi.id });
    if (kpi.formula === undefined || checkFormula === null) return;
    const { value, faults } = checkFormula(kpi.formula, formulaNames(model));
    for (const { code, params, found } of faults)
      checker.say(code, ['kpis', index, 'formula'], { ...params, part: found });
    if (value?.displayOnly === true && (kpi.id === objective || kpi.role === 'primary')) {
      checker.say('formula-only-for-display', ['kpis', index, 'formula']);
    }
  });
  const declared = kpis.flatMap((kpi, index) => (kpi?.id !== undefined && isFormula(index) ? [kpi.id] : []));
  checker.known('unknown-kpi', objective, [...fitted, ...declared], ['objective', 'kpi']);
}

function checkAssumptions(
  assumptions: PartialScenario['assumptions'],
  model: ScenarioModel | null,
  checker: Checker,
): void {
  const path = ['assumptions'];
  const checkRange = (written: unknown, at: readonly string[]) => {
    if (typeof written !== 'object' || written === null) return;
    const { low, mid, high } = written as { low?: number; mid?: number; high?: number };
    if (
      (low !== undefined && mid !== undefined && low > mid) ||
      (mid !== undefined && high !== undefined && mid > high)
    ) {
      checker.say('assumption-order', at, { low: low ?? '', mid: mid ?? '', high: high ?? '' });
    }
  };
  const names = model === null ? null : namesOf(model);
  for (const [id, written] of Object.entries(assumptions?.media_inflation_pct ?? {})) {
    const at = [...path, 'media_inflation_pct', id];
    if (id === 'source') {
      if (typeof written !== 'string') checker.say('wrong-type', at, { key: id, expected: 'string' });
      continue;
    }
    if (typeof written === 'string') checker.say('bad-assumption', at, { key: id });
    if (id !== 'default' && names !== null) checker.known('unknown-channel', id, names.channels, at, true);
    checkRange(written, at);
  }
  checkRange(assumptions?.baseline_growth_pct, [...path, 'baseline_growth_pct']);
  for (const [id, written] of Object.entries(assumptions?.controls ?? {})) {
    if (names !== null) checker.known('unknown-control', id, names.controls, [...path, 'controls', id], true);
    checkRange(written?.change_pct, [...path, 'controls', id, 'change_pct']);
  }
  for (const [id, written] of Object.entries(assumptions?.treatments ?? {})) {
    if (names !== null) checker.known('unknown-treatment', id, names.treatments, [...path, 'treatments', id], true);
    checkRange(written, [...path, 'treatments', id]);
  }
  const price = assumptions?.price_index;
  if (names !== null)
    checker.known('unknown-treatment', price?.treatment, names.treatments, [...path, 'price_index', 'treatment']);
  checkRange(price, [...path, 'price_index']);
  if (price?.treatment !== undefined && Object.hasOwn(assumptions?.treatments ?? {}, price.treatment)) {
    checker.say('treatment-twice', [...path, 'price_index', 'treatment'], { id: price.treatment });
  }
}

function namesOf({ spec }: ScenarioModel) {
  return {
    channels: spec.channels.map(({ id }) => id),
    controls: spec.controls.map(({ id }) => id),
    treatments: spec.treatments.map(({ id }) => id),
  };
}
