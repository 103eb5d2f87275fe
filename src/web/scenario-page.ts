import type { Request, Response } from 'express';
import type { AppContext, Fault, Job } from '../jobs/index.js';
import { translator, type Language } from '../language/index.js';
import { draftKinds, type DraftForm } from './draft-form.js';
import { faultsView, type FaultsView } from './fault-view.js';
import { formText } from './form-text.js';
import { sendPage } from './page.js';
import { requestLanguage } from './request-language.js';
import type { Upload } from './upload.js';

/** The page of a new scenario; `faults` when it answers one that could not be planned. */
export interface ScenarioForm {
  readonly text: string;
  /** Model and kind chosen for a starting text. */
  readonly model: string;
  readonly kind: string;
  readonly faults: FaultsView | null;
  /** The drafted text as fields; null where no model is chosen. */
  readonly form: DraftForm | null;
}

export async function sendScenarioForm(
  request: Request,
  response: Response,
  { store }: AppContext,
  form: ScenarioForm,
  status = 200,
): Promise<void> {
  const language = requestLanguage(request);
  const t = translator(language);
  const models = [...new Map((await store.listModels()).map((model) => [model.id, model.title]))];
  const title = form.faults === null ? t('web.new.title') : t('web.faults.title');
  await sendPage(request, response, {
    template: form.faults === null ? 'scenario-new' : 'faults',
    status,
    title,
    view: {
      ...form,
      heading: title,
      ...(form.faults ?? {}),
      models: models.map(([id, label]) => ({ id, label, selected: id === form.model })),
      kinds: draftKinds.map((kind) => ({ id: kind, label: t(`web.question.${kind}`), selected: kind === form.kind })),
    },
  });
}

/** 422: every fault, the text with its faulty places marked, and the same text in the form to mend it. */
export async function sendScenarioFaults(
  request: Request,
  response: Response,
  context: AppContext,
  refused: {
    readonly faults: readonly Fault[];
    readonly upload: Upload | null;
    readonly status: Job['status'];
  },
): Promise<void> {
  const language = requestLanguage(request);
  const { faults, upload } = refused;
  const view = faultsView(
    faults,
    upload?.files ?? new Map<string, Uint8Array>(),
    language,
    lead(refused.status, language),
  );
  const text = formText(upload?.files.get(upload.main));
  await sendScenarioForm(
    request,
    response,
    context,
    { text, model: '', kind: 'maximise', form: null, faults: view },
    422,
  );
}

function lead(status: Job['status'], language: Language): string {
  return translator(language)(status === 'infeasible' ? 'web.faults.infeasible' : 'web.faults.lead');
}
