import { translator } from '../language/index.js';
import type { FittedModel } from '../mixmodel/index.js';
import type { Comparison, Plan } from '../planning/index.js';
import type { ModelIdentity } from './model/context.js';
import { modelView, type ModelViewOptions } from './model/model-view.js';
import { comparisonView, type ComparisonViewOptions } from './comparison/comparison-view.js';
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

/** The comparison as one self-contained HTML file. */
export function compareHtml(comparison: Comparison, options: ComparisonViewOptions = {}): string {
  const view = comparisonView(comparison, { ...options, linked: false });
  return renderSavedPage('compare', view, {
    language: view.language,
    title: translator(view.language)('compare.page-title', {
      list: comparison.plans.map((plan) => plan.id).join(', '),
    }),
    kind: 'compare',
    footer: view.source,
  });
}

/** The model page as one self-contained HTML file. */
export function modelHtml(fitted: FittedModel, identity: ModelIdentity, options: ModelViewOptions = {}): string {
  const view = modelView(fitted, identity, options);
  return renderSavedPage('model', view, {
    language: view.language,
    title: translator(view.language)('model.page-title', {
      title: identity.title,
      id: identity.id,
      version: identity.version,
    }),
    kind: 'model',
    footer: view.source,
  });
}
