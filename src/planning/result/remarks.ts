import type { Remark } from '../plan.js';
import { splitGapLines } from '../resolve/gap-lines.js';
import { sumOf, toCents, type Problem } from '../resolve/problem.js';

/** What a reader of the plan should know beside its figures; sentences are `report.remark.<code>`. */
export function remarksOf(problem: Problem, beyondSeen: readonly string[], searched: boolean): Remark[] {
  const { scenario, fitted, timeline } = problem;
  const remarks: Remark[] = [];
  const say = (code: string, params: Remark['params'] = {}): void => {
    remarks.push({ code, params });
  };
  if (!fitted.sampler.gate) say('unconverged', { rhat: fitted.sampler.maxRhat });
  if (fitted.assessment.holdout.status === 'computing') say('holdout-computing');
  const lastDay = fitted.panel.periods.at(-1)!.end;
  if (timeline.window[0]!.start <= lastDay) say('replay');
  if (timeline.gap.length > 0) say(`gap-${scenario.carryIn.gapFill}`, { periods: timeline.gap.length });
  const before = splitGapLines(scenario, timeline).inGap;
  if (before.length > 0) {
    say('gap-money', { money: toCents(sumOf(before.map((line) => line.amount ?? 0))) });
  }
  const split = problem.channels.filter(({ lines }) => lines.some((line) => line.split !== 'none'));
  for (const rule of ['reference', 'population', 'even'] as const) {
    const own = split.filter(({ lines }) => lines.some((line) => line.split === rule));
    if (own.length > 0) say(`split-${rule}`, { channels: [...new Set(own.map(({ label }) => label))].join(', ') });
  }
  if (searched) say('formula-searched', { kpi: scenario.objective.kpi });
  if (beyondSeen.length > 0) say('beyond-seen', { channels: beyondSeen.join(', ') });
  for (const channel of problem.channels) {
    const stated = scenario.lines.filter((line) => line.channel === channel.channel);
    if (channel.mediaIsSpend && stated.some((line) => line.cost !== null))
      say('cost-not-used', { channel: channel.label });
    const empty = channel.referenceSpend.every((money) => money === 0);
    if (empty && stated.some((line) => ['reference', 'last_year'].includes(line.flight.shape.kind) && !line.exclude)) {
      say('flight-even', { channel: channel.label });
    }
  }
  return remarks;
}
