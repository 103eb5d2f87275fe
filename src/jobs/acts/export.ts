import { extname } from 'node:path';
import type { Language } from '../../language/index.js';
import { planForms, planFile, type PlanForm } from '../documents/plan-files.js';
import { modelFile, modelForms, type ModelForm } from '../documents/model-files.js';
import { done, invalidUsage, type Outcome } from '../outcome.js';
import type { Workshop } from '../workshop.js';
import { findModel, findPlan } from '../saved.js';

export interface ExportRequest {
  /** A plan id, or `model:<id>@<version>` (`model:<id>` is its latest version). */
  readonly id: string;
  /** Name of the file to write; its extension says the form. */
  readonly to: string;
  readonly language: Language;
}

/** The content of a file for a saved plan or model. */
export async function exportSaved(workshop: Workshop, request: ExportRequest): Promise<Outcome<string | Uint8Array>> {
  const form = extname(request.to).slice(1).toLowerCase().replace(/^yml$/, 'yaml');
  const store = await workshop.store();
  if (request.id.startsWith('model:')) {
    const model = await findModel(store, request.id.slice('model:'.length));
    if (model.value === null) return model;
    if (!isModelForm(form)) return wrongForm(request.to, 'model', modelForms);
    return done(modelFile(model.value, form, request.language));
  }
  const plan = await findPlan(store, request.id);
  if (plan.value === null) return plan;
  if (!isPlanForm(form)) return wrongForm(request.to, 'plan', planForms);
  return done(await planFile(workshop, plan.value, form, request.language));
}

function isModelForm(form: string): form is ModelForm {
  return (modelForms as readonly string[]).includes(form);
}

function isPlanForm(form: string): form is PlanForm {
  return (planForms as readonly string[]).includes(form);
}

function wrongForm(to: string, what: string, forms: readonly string[]): Outcome<never> {
  return invalidUsage('export-form', to, { what, forms: forms.map((form) => `.${form}`).join(' ') });
}
