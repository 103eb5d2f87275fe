import type { FittedModel, Summary } from '../../mixmodel/index.js';
import type { Words } from '../words.js';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What the trend and the noise of a model are, with what the data said of them; of the first KPI. */
export function processFacts(fitted: FittedModel, words: Words): Fact[] {
  const { t } = words;
  return [
    { label: t('model.fact.trend'), value: trendText(fitted, words) },
    { label: t('model.fact.noise'), value: noiseText(fitted, words) },
  ];
}

function trendText({ spec, panel, assessment }: FittedModel, words: Words): string {
  const { t } = words;
  const { trend } = spec.baseline;
  const { grain } = panel;
  const say = (kind: string, params: Readonly<Record<string, string | number>> = {}): string =>
    t('model.fact.trend-value', { kind, grain, every: 0, knots: 0, tried: 0, lead: '', step: '', ...params });
  if (trend.kind === 'drift') {
    const step = assessment.kpis[0]?.noise?.stepSd;
    return say('drift', { step: step ? words.value(step.p50, 'number') : '' });
  }
  if (trend.kind !== 'knots') return say(trend.kind);
  if (!('at' in trend)) return say('every', { every: trend.every });
  if (trend.at !== 'auto') return say('dates', { knots: trend.at.length });
  const { choice } = trend;
  if (choice === undefined) return say('every', { every: trend.every ?? 0 });
  const [best, next] = choice.tried.map(({ logEvidence }) => logEvidence).sort((a, b) => b - a);
  if (best === undefined || next === undefined) return say('every', { every: choice.every });
  return say('chosen', { every: choice.every, tried: choice.tried.length, lead: words.value(best - next, 'ratio') });
}

function noiseText({ assessment }: FittedModel, words: Words): string {
  const noise = assessment.kpis[0]?.noise;
  const shown = (spread: Summary | null | undefined): string =>
    spread ? `${words.value(spread.p50, 'ratio')} (${words.range(spread, 'ratio')})` : 'none';
  return words.t('model.fact.noise-value', {
    kind: noise?.df ? 'student_t' : 'normal',
    ar: noise?.correlation ? 'shown' : 'none',
    value: shown(noise?.correlation),
    df: shown(noise?.df),
  });
}
