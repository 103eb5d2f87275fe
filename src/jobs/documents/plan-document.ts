import type { Plan } from '../../planning/index.js';
import type { SavedPlan } from '../../store/index.js';

/** What `plan --json` prints: a projection of the saved plan, names as in the contract. */
export function planDocument(saved: SavedPlan): object {
  const { plan } = saved;
  const document = {
    plan: { id: plan.plan.id, created: plan.plan.created, stale: saved.stale, engine: plan.engine },
    scenario: {
      id: plan.scenario.id,
      version: plan.scenario.version,
      kind: plan.scenario.kind,
      fingerprint: plan.scenario.fingerprint,
      title: plan.scenario.title,
      asked: plan.scenario.asked ?? null,
    },
    model: { id: plan.model.id, version: plan.model.version, fingerprint: plan.model.fingerprint },
    currency: plan.currency.report,
    window: {
      start: plan.window.start,
      end: plan.window.end,
      periods: plan.window.periods,
      runOutPeriods: plan.window.runOutPeriods,
    },
    totals: {
      spend: plan.totals.spend,
      unspent: plan.totals.unspent,
      unspentReason: plan.totals.unspentReason,
      kpis: Object.fromEntries(Object.entries(plan.totals.kpis).map(([id, totals]) => [id, { ...totals }])),
    },
    channels: plan.channels.map((channel) => ({
      id: channel.id,
      spend: channel.spend,
      referenceSpend: channel.referenceSpend,
      incremental: channel.incremental,
      roi: channel.roi,
      marginalRoi: channel.marginalRoi,
      grade: channel.grade,
      beyondSeen: channel.beyondSeen,
      why: channel.why.code,
    })),
    lines: plan.lines.map((line) => ({
      channel: line.channel,
      campaign: line.campaign,
      region: line.region,
      audience: line.audience,
      period: line.period,
      spend: line.spend,
      units: line.units,
      incremental: line.incremental,
      mark: line.mark,
    })),
    ...(plan.groups === undefined ? {} : { groups: plan.groups }),
    ...(plan.cells === undefined ? {} : { cells: plan.cells }),
    ...(plan.reach === undefined ? {} : { reach: plan.reach }),
    ...(plan.fiscal === undefined ? {} : { fiscal: plan.fiscal }),
    ...(plan.longTerm === undefined ? {} : { longTerm: plan.longTerm }),
    explained: plan.explained ?? null,
    remarks: plan.remarks,
  };
  return plan.optimum === null ? document : { ...document, optimum: optimumDocument(plan.optimum, saved.seconds) };
}

function optimumDocument(optimum: NonNullable<Plan['optimum']>, seconds: number): object {
  return {
    sense: optimum.sense,
    objective: optimum.objective,
    bound: optimum.bound,
    gapPct: optimum.gapPct,
    status: optimum.status,
    seconds,
    reached: optimum.reached ?? optimum.objective,
    start: optimum.start,
    limits: optimum.limits.map((limit) => ({
      rule: limit.rule,
      binding: limit.binding,
      price: limit.price,
      channel: limit.channel,
      kind: limit.kind,
      value: limit.value,
      scope: limit.scope ?? null,
      why: limit.why ?? '',
    })),
  };
}
