import { Router, type Request, type Response } from 'express';
import { draftModel, uploadSource, type AppContext, type Fault } from '../../jobs/index.js';
import { translator } from '../../language/index.js';
import { sendMissing } from '../errors.js';
import { KeptTables } from '../kept-tables.js';
import { modelRow } from '../model-list.js';
import { emptyModelForm, sendModelFaults, sendModelForm } from '../model-page.js';
import { modelUpload } from '../model-upload.js';
import { findModel } from '../find-model.js';
import { sendPage } from '../page.js';
import { preparingView } from '../progress-view.js';
import { requestLanguage } from '../request-language.js';
import { fault, readSubmission } from '../submission.js';
import type { Submitted } from '../submitted.js';
import { modelActions, modelForm, sendModelFile, sendModelTable } from './model-files.js';

const refreshSeconds = 2;
const patienceMilliseconds = 2000;

/** The saved models, and the page of one. */
export function modelRoutes(context: AppContext, submitted: Submitted): Router {
  const kept = new KeptTables();
  const router = Router();
  router.get('/models/new', (request, response) => sendModelForm(request, response, emptyModelForm));
  router.post('/models/draft', (request, response) => postTable(request, response, context, kept));
  router.post('/models', (request, response) => postModel(request, response, context, kept, submitted));
  router.get('/models', async (request, response) => {
    const language = requestLanguage(request);
    const models = await context.store.listModels();
    const preparing = preparingView(context, language);
    if (preparing !== null) response.set('Refresh', String(refreshSeconds));
    await sendPage(request, response, {
      template: 'models',
      title: translator(language)('web.models.title'),
      view: { preparing, models: models.map((model) => modelRow(model, language)) },
    });
  });
  router.get('/models/:id/diagnostics', (request, response) => sendChains(request, response, context));
  router.get('/models/:id/:name', (request, response) => sendModelTable(request, response, context));
  router.get('/models/:id', (request, response) => {
    const asked = modelForm(request.params.id);
    return asked === null ? sendModel(request, response, context) : sendModelFile(request, response, context, asked);
  });
  return router;
}

/** A table becomes the text of a first model file; the table is kept for the fit. */
async function postTable(
  request: Request,
  response: Response,
  { workshop }: AppContext,
  kept: KeptTables,
): Promise<void> {
  const { files, faults } = await readSubmission(request, response);
  const [table] = files;
  const refuse = (found: readonly Fault[]): Promise<void> =>
    sendModelFaults(request, response, { faults: found, upload: null, kept: '' });
  if (faults.length > 0) return refuse(faults);
  if (table === undefined) return refuse([fault('upload-nothing', '')]);
  const [name, bytes] = table;
  const source = await uploadSource(new Map([[name, bytes]]));
  const draft = await draftModel(workshop, { source, data: name, language: requestLanguage(request) });
  if (draft.value === null) return refuse(draft.faults);
  return sendModelForm(request, response, { text: draft.value, kept: kept.keep({ name, bytes }), tableName: name });
}

/** A fit takes longer than a form waits: its progress is a page of its own, unless the files have faults. */
async function postModel(
  request: Request,
  response: Response,
  context: AppContext,
  kept: KeptTables,
  submitted: Submitted,
): Promise<void> {
  const submission = await readSubmission(request, response);
  const { value: upload, faults } = modelUpload(submission, kept);
  const key = submission.fields.kept ?? '';
  if (upload === null) return sendModelFaults(request, response, { faults, upload: null, kept: key });
  const started = context.startFit(upload.files, upload.main);
  submitted.keep(started.id, upload);
  const job = (await context.board.settled(started.id, patienceMilliseconds)) ?? started;
  if (job.state === 'failed' && job.error === null) {
    return sendModelFaults(request, response, { faults: job.faults, upload, kept: key });
  }
  response.redirect(303, `/jobs/${job.id}`);
}

/** What a fit says, and how far to believe it. */
async function sendModel(request: Request, response: Response, context: AppContext): Promise<void> {
  const saved = await findModel(context, String(request.params.id));
  if (saved === null) return sendMissing(request, response);
  const { modelView } = await import('../../report/index.js');
  const language = requestLanguage(request);
  const view = modelView(saved.fitted, saved, { language, additions: saved.additions });
  await sendPage(request, response, {
    template: 'model',
    title: saved.title,
    footer: view.source,
    actions: modelActions(saved, translator(language)),
    view,
  });
}

/** One parameter by its chains, chosen by `?parameter=kpi/column`, and the convergence of all. */
async function sendChains(request: Request, response: Response, context: AppContext): Promise<void> {
  const saved = await findModel(context, String(request.params.id));
  if (saved === null) return sendMissing(request, response);
  const { parameterView } = await import('../../report/index.js');
  const language = requestLanguage(request);
  const { parameter } = request.query;
  const view = parameterView(saved.fitted, saved, typeof parameter === 'string' ? parameter : '', language);
  await sendPage(request, response, {
    template: 'model-chains',
    title: view.heading,
    footer: view.source,
    actions: [
      { href: `/models/${saved.id}@${saved.version}`, label: translator(language)('model.chains.back'), download: '' },
      ...modelActions(saved, translator(language)).filter(({ href }) => href.endsWith('.csv')),
    ],
    view,
  });
}
