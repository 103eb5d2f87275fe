import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';
import { sendMissing } from '../errors.js';
import { jobDocument } from './documents.js';
import { onlyMethods } from './only-methods.js';
import { sendProblem } from './problem.js';

/** Acts under way or ended; DELETE cancels one. They are made by posting a model, a scenario or a plan. */
export function jobsApi({ board }: AppContext): Router {
  const router = Router();
  router.get('/', (request, response) => {
    response.json({ items: board.list().map((job) => jobDocument(job, request)) });
  });
  router.all('/', onlyMethods('GET, HEAD'));
  router.get('/:id', async (request, response) => {
    const job = board.get(request.params.id);
    if (job === null) return sendMissing(request, response);
    response.json(jobDocument(job, request));
  });
  router.delete('/:id', async (request, response) => {
    const job = board.get(request.params.id);
    if (job === null) return sendMissing(request, response);
    if (board.cancel(job.id)) response.status(204).end();
    else sendProblem(request, response, { status: 409, reason: 'ended', faults: [] });
  });
  router.all('/:id', onlyMethods('GET, HEAD, DELETE'));
  return router;
}
