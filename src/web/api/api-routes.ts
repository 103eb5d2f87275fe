import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';
import { requestLanguage } from '../request-language.js';
import { comparisonApi } from './comparisons.js';
import { jobsApi } from './jobs.js';
import { modelsApi } from './models.js';
import { plansApi } from './plans.js';
import { scenariosApi } from './scenarios.js';

/** `/api/v1`: what the pages do, for programs. */
export function apiRoutes(context: AppContext): Router {
  const router = Router();
  router.use((request, response, next) => {
    response.set('Cache-Control', 'no-cache').set('Content-Language', requestLanguage(request));
    next();
  });
  router.get('/openapi.json', async (_request, response) => {
    const { openApiDocument } = await import('./openapi.js');
    response.json(openApiDocument());
  });
  router.use('/models', modelsApi(context));
  router.use('/scenarios', scenariosApi(context));
  router.use('/plans', plansApi(context));
  router.use('/comparisons', comparisonApi(context));
  router.use('/jobs', jobsApi(context));
  return router;
}
