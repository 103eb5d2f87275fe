import type { Language } from '../../language/index.js';
import { planCsv, planHtml, planXlsx } from '../../report/index.js';
import type { SavedPlan } from '../../store/index.js';
import { planDocument } from './plan-document.js';

/** Forms in which a saved plan can be had. */
export const planForms = ['html', 'json', 'csv', 'xlsx', 'yaml'] as const;
export type PlanForm = (typeof planForms)[number];

/** Every table of a plan as CSV, by name without extension. */
export function planTables(saved: SavedPlan): Readonly<Record<string, string>> {
  return planCsv(saved.plan);
}

/** A saved plan as a file of one form; `csv` is its lines. */
export async function planFile(saved: SavedPlan, form: PlanForm, language: Language): Promise<string | Uint8Array> {
  switch (form) {
    case 'html':
      return planHtml(saved.plan, language);
    case 'json':
      return `${JSON.stringify(planDocument(saved))}\n`;
    case 'csv':
      return planTables(saved).lines ?? '';
    case 'xlsx':
      return planXlsx(saved.plan);
    case 'yaml':
      return saved.plan.scenario.normalised;
  }
}
