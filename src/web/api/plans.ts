import { Router } from 'express';
import { planDocument, type AppContext } from '../../jobs/index.js';
import { sendMissing } from '../errors.js';
import { scenarioUpload } from '../scenario-upload.js';
import { readSubmission } from '../submission.js';
import { apiBase, planEntryDocument } from './documents.js';
import { onlyMethods } from './only-methods.js';
import { sendProblem } from './problem.js';
import { answerStarted } from './started.js';

/** Saved plans; POST runs a scenario file: the body itself, or a form with its tables beside it. */
export function plansApi(context: AppContext): Router {
  const { store } = context;
  const router = Router();
  router.get('/', async (_request, response) => {
    response.json({ items: (await store.listPlans()).map(planEntryDocument) });
  });
  router.post('/', async (request, response) => {
    const { value: upload, faults } = scenarioUpload(await readSubmission(request, response));
    if (upload === null) {
      sendProblem(request, response, { status: 422, reason: 'invalid', faults });
      return;
    }
    const job = context.startPlan(upload.files, upload.main);
    await answerStarted(request, response, context, job, async (id) => {
      const saved = await store.readPlan(id);
      return { href: `${apiBase}/plans/${id}`, document: saved === null ? {} : await planDocument(saved) };
    });
  });
  router.all('/', onlyMethods('GET, HEAD, POST'));
  router.get('/:id', async (request, response) => {
    const saved = await store.readPlan(request.params.id);
    if (saved === null) return sendMissing(request, response);
    response.json(await planDocument(saved));
  });
  router.all('/:id', onlyMethods('GET, HEAD'));
  return router;
}
