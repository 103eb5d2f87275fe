import { parseIsoDay } from '../data/index.js';
import { amountValue } from './amounts.js';
import type { Checker } from './checker.js';
import type { Path } from './positioned-tree.js';
import { kindOf, type PartialScenario } from './scenario-kind.js';
import type { ScenarioModel } from './scenario-model.js';

/** What the objective asks for beside its kind, floors on KPIs, and limits over several lines. */
export function checkRules(scenario: PartialScenario, model: ScenarioModel | null, checker: Checker): void {
  checkObjective(scenario, checker);
  checkFloors(scenario, checker);
  scenario.limits?.forEach((limit, index) => {
    if (limit !== undefined) checkLimit(limit, ['limits', index], scenario, model, checker);
  });
}

/** Keys of `objective` that only one kind reads. */
const ownKeys = { amount: 'next_money', efficiency: 'efficiency_floor' } as const;

function checkObjective(scenario: PartialScenario, checker: Checker): void {
  const kind = kindOf(scenario, checker);
  const { objective } = scenario;
  if (kind === null || objective === undefined) return;
  for (const key of ['amount', 'efficiency'] as const) {
    const path: Path = ['objective', key];
    const isWritten = (objective[key] ?? null) !== null;
    if (isWritten && ownKeys[key] !== kind) checker.sayOfKey('key-of-another-kind', path, { key, kind: ownKeys[key] });
    else if (!isWritten && ownKeys[key] === kind && !(checker.has(path) && objective[key] === undefined))
      checker.say('key-of-kind-missing', ['objective'], { key, kind });
  }
  const amount = objective.amount;
  if (kind === 'next_money' && amount !== undefined && amount !== null && !(amountValue(amount) !== 0))
    checker.say('next-money-of-nothing', ['objective', 'amount']);
  if (objective.risk !== undefined && objective.risk !== 'mean' && (kind === 'reference' || kind === 'forecast'))
    checker.say('risk-without-choice', ['objective', 'risk'], { kind });
  if (kind === 'hit_target') {
    const aimed = objective.kpi ?? scenario.kpis?.find((kpi) => kpi?.role === 'primary')?.id;
    const kpis = scenario.kpis ?? [];
    const found =
      kpis.find((kpi) => kpi?.id !== undefined && kpi.id === aimed) ?? (aimed === undefined ? kpis[0] : undefined);
    const index = found === undefined ? -1 : kpis.indexOf(found);
    if (found?.target === undefined && !(index >= 0 && checker.has(['kpis', index, 'target'])))
      checker.say('target-missing', index < 0 ? ['objective'] : ['kpis', index], { kpi: aimed ?? found?.id ?? '' });
  }
}

function checkFloors(scenario: PartialScenario, checker: Checker): void {
  scenario.kpis?.forEach((kpi, index) => {
    if (kpi === undefined) return;
    const path: Path = ['kpis', index];
    const hasMin = checker.has([...path, 'min']);
    if (kpi.role === 'floor' && !hasMin) checker.say('floor-without-min', [...path, 'role'], { kpi: kpi.id ?? '' });
    if (hasMin && kpi.role !== 'floor' && !(kpi.role === undefined && checker.has([...path, 'role'])))
      checker.sayOfKey('min-without-floor', [...path, 'min'], { kpi: kpi.id ?? '' });
    if (kpi.chance !== undefined && !hasMin && !checker.has([...path, 'target']))
      checker.sayOfKey('chance-of-nothing', [...path, 'chance'], { kpi: kpi.id ?? '' });
  });
}

type PartialLimit = NonNullable<NonNullable<PartialScenario['limits']>[number]>;

function checkLimit(
  limit: PartialLimit,
  path: Path,
  scenario: PartialScenario,
  model: ScenarioModel | null,
  checker: Checker,
): void {
  const at: Path = [...path, 'scope'];
  const { scope } = limit;
  const keys = ['channel', 'tag', 'region', 'audience', 'period'] as const;
  if (scope !== undefined && !keys.some((key) => checker.has([...at, key]))) checker.say('limit-without-scope', at);
  const rules = ['amount', 'share', 'period_max', 'period_step_pct'] as const;
  if (!rules.some((key) => checker.has([...path, key]))) checker.say('limit-without-rule', path);
  if (model !== null && scope !== undefined) {
    const { channels } = model.spec;
    checker.known(
      'unknown-channel',
      scope.channel,
      channels.map(({ id }) => id),
      [...at, 'channel'],
    );
    checker.known('unknown-tag', scope.tag, [...new Set(channels.flatMap(({ tags }) => tags))], [...at, 'tag']);
  }
  const { from, to } = scope?.period ?? {};
  checker.inOrder('limit-period-order', from, to, [...at, 'period', 'to']);
  const { start, end } = scenario.window ?? {};
  if (start !== undefined && end !== undefined && from !== undefined && to !== undefined && from <= to) {
    const isDate = (text: string): boolean => parseIsoDay(text) !== null;
    if (isDate(start) && isDate(end) && (to < start || from > end))
      checker.say('limit-period-outside', [...at, 'period'], { start, end });
  }
  const { amount, share } = limit;
  const ends: readonly (readonly [string, number | undefined, number | undefined])[] = [
    ['amount', valueOf(amount?.min), valueOf(amount?.max)],
    ['share', share?.min, share?.max],
  ];
  for (const [key, min, max] of ends) {
    if (min !== undefined && max !== undefined && min > max)
      checker.say('limit-min-above-max', [...path, key, 'min'], { min, max });
    if (checker.has([...path, key]) && !checker.has([...path, key, 'min']) && !checker.has([...path, key, 'max']))
      checker.say('limit-without-rule', [...path, key]);
  }
  for (const key of ['min', 'max'] as const) {
    if ((valueOf(amount?.[key]) ?? 0) < 0) checker.say('amount-negative', [...path, 'amount', key], { channel: '' });
  }
  if ((valueOf(limit.period_max) ?? 0) < 0) checker.say('amount-negative', [...path, 'period_max'], { channel: '' });
}

function valueOf(written: number | string | undefined): number | undefined {
  return written === undefined ? undefined : amountValue(written);
}
