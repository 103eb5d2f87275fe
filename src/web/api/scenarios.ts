import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';
import { sendMissing } from '../errors.js';
import { findScenario } from '../routes/scenarios.js';
import { scenarioUpload } from '../scenario-upload.js';
import { readSubmission } from '../submission.js';
import { apiBase, scenarioDocument, scenarioEntryDocument, scenarioOfPlan } from './documents.js';
import { onlyMethods } from './only-methods.js';
import { sendProblem } from './problem.js';
import { answerStarted } from './started.js';

/** Saved scenarios; a scenario is saved with its first plan, so POST plans it. */
export function scenariosApi(context: AppContext): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    response.json({ items: (await context.store.listScenarios()).map(scenarioEntryDocument) });
  });
  router.post('/', async (request, response) => {
    const { value: upload, faults } = scenarioUpload(await readSubmission(request, response));
    if (upload === null) {
      sendProblem(request, response, { status: 422, reason: 'invalid', faults });
      return;
    }
    const job = context.startPlan(upload.files, upload.main);
    await answerStarted(request, response, context, job, async (plan) => {
      const saved = await scenarioOfPlan(context, plan);
      if (saved === null) return { href: `${apiBase}/plans/${plan}`, document: {} };
      return { href: `${apiBase}/scenarios/${saved.id}@${saved.version}`, document: scenarioDocument(saved) };
    });
  });
  router.all('/', onlyMethods('GET, HEAD, POST'));
  router.get('/:id', async (request, response) => {
    const saved = await findScenario(context, request.params.id);
    if (saved === null) return sendMissing(request, response);
    response.json(scenarioDocument(saved));
  });
  router.all('/:id', onlyMethods('GET, HEAD'));
  return router;
}
