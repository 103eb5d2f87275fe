import type { Language } from '../../language/index.js';
import { planCsv, planHtml, planXlsx } from '../../report/index.js';
import type { SavedPlan } from '../../store/index.js';
import type { Workshop } from '../workshop.js';
import { planDocument } from './plan-document.js';

/** Forms in which a saved plan can be had. */
export const planForms = ['html', 'json', 'csv', 'xlsx', 'yaml'] as const;
export type PlanForm = (typeof planForms)[number];

/** Every table of a plan as CSV, by name without extension; what a plan does not have is no file. */
export async function planTables(workshop: Workshop, saved: SavedPlan): Promise<Readonly<Record<string, string>>> {
  const store = await workshop.store();
  const { groups, fiscal, reach, explained, ...always } = planCsv(
    saved.plan,
    (await store.readPlanDraws(saved.id)) ?? undefined,
  );
  return {
    ...always,
    ...(saved.plan.groups === undefined ? {} : { groups }),
    ...(saved.plan.fiscal === undefined ? {} : { fiscal }),
    ...(saved.plan.reach === undefined ? {} : { reach }),
    ...((saved.plan.explained ?? null) === null ? {} : { explained }),
  };
}

/** A saved plan as a file of one form; `csv` is its lines. A report opens in its own language, else in `language`. */
export async function planFile(
  workshop: Workshop,
  saved: SavedPlan,
  form: PlanForm,
  language: Language,
): Promise<string | Uint8Array> {
  switch (form) {
    case 'html':
      return planHtml(saved.plan, { language: saved.language ?? language, marks: { stale: saved.stale } });
    case 'json':
      return `${JSON.stringify(planDocument(saved))}\n`;
    case 'csv':
      return planCsv(saved.plan).lines;
    case 'xlsx': {
      const store = await workshop.store();
      return planXlsx(saved.plan, (await store.readPlanDraws(saved.id)) ?? undefined);
    }
    case 'yaml':
      return saved.plan.scenario.normalised;
  }
}
