import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';
import { sendMissing } from '../errors.js';
import { modelUpload } from '../model-upload.js';
import { findModel } from '../find-model.js';
import { readSubmission } from '../submission.js';
import { apiBase, modelDocument, modelEntryDocument } from './documents.js';
import { onlyMethods } from './only-methods.js';
import { sendProblem } from './problem.js';
import { answerStarted } from './started.js';

/** Fitted models; POST takes a model file with its data, as a multipart form. */
export function modelsApi(context: AppContext): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    response.json({ items: (await context.store.listModels()).map(modelEntryDocument) });
  });
  router.post('/', async (request, response) => {
    const { value: upload, faults } = modelUpload(await readSubmission(request, response));
    if (upload === null) {
      sendProblem(request, response, { status: 422, reason: 'invalid', faults });
      return;
    }
    const job = context.startFit(upload.files, upload.main);
    await answerStarted(request, response, context, job, async (result) => {
      const name = result.slice('model:'.length);
      const saved = await findModel(context, name);
      return { href: `${apiBase}/models/${name}`, document: saved === null ? {} : await modelDocument(saved) };
    });
  });
  router.all('/', onlyMethods('GET, HEAD, POST'));
  router.get('/:id', async (request, response) => {
    const saved = await findModel(context, request.params.id);
    if (saved === null) return sendMissing(request, response);
    response.json(await modelDocument(saved));
  });
  router.all('/:id', onlyMethods('GET, HEAD'));
  return router;
}
