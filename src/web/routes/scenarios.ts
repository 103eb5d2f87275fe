import { Router, type Request, type Response } from 'express';
import type { AppContext, Fault, SavedScenario } from '../../jobs/index.js';
import { formatDate, translator, type Language } from '../../language/index.js';
import { draftForm, draftKind, draftText } from '../draft-form.js';
import { sendMissing } from '../errors.js';
import { faultsView } from '../fault-view.js';
import { sendPage } from '../page.js';
import { planRow } from '../plan-list.js';
import { askedLanguage, requestLanguage } from '../request-language.js';
import { sendScenarioFaults, sendScenarioForm } from '../scenario-page.js';
import { fillDraft } from '../scenario-form.js';
import { scenarioUpload } from '../scenario-upload.js';
import { readSubmission, type Submission } from '../submission.js';
import type { Submitted } from '../submitted.js';
import type { UploadReading } from '../upload.js';

/** How long a form waits for its plan before it shows the progress of the job instead. */
const patienceMilliseconds = 2000;

/** New scenarios, by file, paste or draft, and the saved ones. */
export function scenarioRoutes(context: AppContext, submitted: Submitted): Router {
  const router = Router();
  router.get('/scenarios/new', (request, response) => newScenario(request, response, context));
  router.post('/scenarios', (request, response) => postScenario(request, response, context, submitted));
  router.get('/scenarios/:id', async (request, response) => {
    const saved = await findScenario(context, request.params.id);
    if (saved === null) return sendMissing(request, response);
    return showScenario(request, response, context, saved);
  });
  return router;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** An empty form, a drafted text (`?model=…&kind=…`), or the text of a saved scenario (`?from=…`). */
async function newScenario(request: Request, response: Response, context: AppContext): Promise<void> {
  const model = textOf(request.query.model);
  const from = textOf(request.query.from);
  const kind = draftKind(request.query.kind);
  const empty = { text: '', model, kind, form: null, faults: null };
  if (from !== '') {
    const saved = await findScenario(context, from);
    if (saved === null) return sendMissing(request, response);
    return sendScenarioForm(request, response, context, { ...empty, text: saved.file.text });
  }
  if (model === '') return sendScenarioForm(request, response, context, empty);
  const language = requestLanguage(request);
  const draft = await draftText(context, model, kind, language);
  if (draft.value === null) return sendDraftFaults(request, response, context, draft.faults);
  const form = await draftForm(context, draft.value, model, kind, language);
  return sendScenarioForm(request, response, context, { ...empty, text: draft.value, form });
}

async function sendDraftFaults(
  request: Request,
  response: Response,
  context: AppContext,
  faults: readonly Fault[],
): Promise<void> {
  const language = requestLanguage(request);
  const lead = translator(language)('web.faults.draft');
  const view = faultsView(faults, new Map<string, Uint8Array>(), language, lead);
  const form = { text: '', model: '', kind: '', form: null, faults: view };
  return sendScenarioForm(request, response, context, form, 422);
}

/** What was sent; a filled form becomes the text that says the same. */
async function sentScenario(request: Request, context: AppContext, submission: Submission): Promise<UploadReading> {
  const { fields, faults } = submission;
  if (fields.form !== '1' || faults.length > 0) return scenarioUpload(submission);
  const draft = await draftText(context, fields.model ?? '', draftKind(fields.kind), requestLanguage(request));
  if (draft.value === null) return { value: null, faults: draft.faults };
  const text = fillDraft(draft.value, fields);
  return scenarioUpload({ ...submission, fields: { text } });
}

async function postScenario(
  request: Request,
  response: Response,
  context: AppContext,
  submitted: Submitted,
): Promise<void> {
  const { value: upload, faults } = await sentScenario(request, context, await readSubmission(request, response));
  if (upload === null) return sendScenarioFaults(request, response, context, { faults, upload, status: 'invalid' });
  const started = context.startPlan(upload.files, upload.main);
  submitted.keep(started.id, upload);
  const job = (await context.board.settled(started.id, patienceMilliseconds)) ?? started;
  if (job.state === 'done' && job.result !== null) response.redirect(303, `/plans/${job.result}`);
  else if (job.state === 'failed' && job.error === null) {
    await sendScenarioFaults(request, response, context, { faults: job.faults, upload, status: job.status });
  } else if (job.state === 'failed') throw new Error(job.error ?? 'the plan failed');
  else response.redirect(303, `/jobs/${job.id}`);
}

/** `<id>` for its latest version, or `<id>@<version>`. */
export async function findScenario({ store }: AppContext, name: string): Promise<SavedScenario | null> {
  const match = /^([a-z][a-z0-9-]{0,63})(?:@([1-9]\d{0,8}))?$/.exec(name);
  if (match === null) return null;
  const [, id = '', version] = match;
  return store.readScenario(id, version === undefined ? 'latest' : Number(version));
}

async function showScenario(
  request: Request,
  response: Response,
  { store }: AppContext,
  saved: SavedScenario,
): Promise<void> {
  const [versions, plans] = await Promise.all([store.listScenarios(saved.id), store.listPlans(saved.id)]);
  const language: Language = askedLanguage(request) ?? requestLanguage(request);
  await sendPage(request, response, {
    template: 'scenario',
    title: saved.title,
    view: {
      id: saved.id,
      version: saved.version,
      title: saved.title,
      created: formatDate(saved.created.slice(0, 10), language),
      file: saved.file,
      normalised: saved.normalised,
      editHref: `/scenarios/new?from=${saved.id}@${saved.version}`,
      plans: plans.filter((plan) => plan.scenario.version === saved.version).map((plan) => planRow(plan, language)),
      versions: versions
        .filter((entry) => entry.version !== saved.version)
        .map((entry) => ({
          version: entry.version,
          href: `/scenarios/${entry.id}@${entry.version}`,
          title: entry.title,
          created: formatDate(entry.created.slice(0, 10), language),
        })),
    },
  });
}
