import type { Remark } from '../plan.js';
import type { Problem } from '../resolve/problem.js';

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
  if (searched) say('formula-searched', { kpi: scenario.objective.kpi });
  if (beyondSeen.length > 0) say('beyond-seen', { channels: beyondSeen.join(', ') });
  for (const channel of problem.channels) {
    const stated = scenario.lines.filter((line) => line.channel === channel.channel);
    if (channel.mediaIsSpend && stated.some((line) => line.cost !== null))
      say('cost-not-used', { channel: channel.label });
    const empty = channel.referenceSpend.every((money) => money === 0);
    if (empty && stated.some((line) => line.flight.shape.kind === 'reference' && !line.exclude)) {
      say('flight-even', { channel: channel.label });
    }
  }
  return remarks;
}
