import express, { Router, type Request, type Response } from 'express';
import { compareDocument, comparePlans, uploadSource, type AppContext } from '../../jobs/index.js';
import { comparisonOf, latestOfScenario } from '../plan-list.js';
import { plansInQuery } from '../routes/compare.js';
import { apiBase } from './documents.js';
import { onlyMethods } from './only-methods.js';
import { sendProblem } from './problem.js';

/** Text of a comparison request: a few ids. */
const limit = 16 * 1024;

function nameOf(plans: readonly string[], baseline: string | null): string {
  const query = baseline === null ? '' : `?baseline=${encodeURIComponent(baseline)}`;
  return `${apiBase}/comparisons/${plans.map(encodeURIComponent).join(',')}${query}`;
}

/**
 * Plans side by side. A comparison is its plans: nothing is stored, and its address reproduces it. The list offers
 * the newest plans of each model.
 */
export function comparisonApi(context: AppContext): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const latest = latestOfScenario(await context.store.listPlans());
    const models = [...new Set(latest.map((plan) => plan.model.id))];
    const items = models.flatMap((model) => {
      const offered = comparisonOf(latest.filter((plan) => plan.model.id === model));
      if (offered === null) return [];
      const { ids, baseline } = offered;
      return [{ model, plans: ids, baseline, self: nameOf(ids, baseline) }];
    });
    response.json({ items });
  });
  router.post('/', express.json({ limit }), async (request, response) => {
    const body: unknown = request.body;
    const { plans, baseline } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const base = typeof baseline === 'string' ? baseline : null;
    await sendComparison(request, response, context, plansInQuery(plans), base, 201);
  });
  router.all('/', onlyMethods('GET, HEAD, POST'));
  router.get('/:id', async (request, response) => {
    const { baseline } = request.query;
    const base = typeof baseline === 'string' && baseline !== '' ? baseline : null;
    await sendComparison(request, response, context, plansInQuery(request.params.id), base, 200);
  });
  router.all('/:id', onlyMethods('GET, HEAD'));
  return router;
}

async function sendComparison(
  request: Request,
  response: Response,
  { workshop }: AppContext,
  plans: readonly string[],
  baseline: string | null,
  status: number,
): Promise<void> {
  const source = await uploadSource(new Map());
  const outcome = await comparePlans(workshop, { source, plans, baseline });
  if (outcome.value === null) {
    sendProblem(request, response, { status: 422, reason: 'invalid', faults: outcome.faults });
    return;
  }
  const { comparison } = outcome.value;
  if (status === 201)
    response.location(
      nameOf(
        comparison.plans.map((plan) => plan.id),
        comparison.baseline,
      ),
    );
  response.status(status).json(await compareDocument(comparison));
}
