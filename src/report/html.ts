import { translator } from '../language/index.js';
import type { Plan } from '../planning/index.js';
import { planView, type PlanViewOptions } from './plan/plan-view.js';
import { renderSavedPage } from './templates.js';

/** The plan report as one self-contained HTML file. */
export function planHtml(plan: Plan, options: PlanViewOptions = {}): string {
  const view = planView(plan, options);
  return renderSavedPage('plan', view, {
    language: view.language,
    title: translator(view.language)('report.page-title', { title: plan.scenario.title, id: plan.plan.id }),
    kind: 'plan',
    footer: view.source,
  });
}
