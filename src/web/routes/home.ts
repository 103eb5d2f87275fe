import { Router } from 'express';
import type { AppContext } from '../../jobs/index.js';
import { translator } from '../../language/index.js';
import { modelRows } from '../model-list.js';
import { sendPage } from '../page.js';
import { planGroups, planRow } from '../plan-list.js';
import { preparingView, runningJobs } from '../progress-view.js';
import { requestLanguage } from '../request-language.js';

const refreshSeconds = 2;

/** What this is, the plans and models that are saved, and the way to a new plan. */
export function homeRoutes(context: AppContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const language = requestLanguage(request);
    const t = translator(language);
    const [plans, models] = await Promise.all([context.store.listPlans(), context.store.listModels()]);
    const preparing = preparingView(context, language);
    // The browser asks again by itself, with JavaScript or without.
    if (preparing !== null) response.set('Refresh', String(refreshSeconds));
    await sendPage(request, response, {
      template: 'home',
      title: t('web.home.title'),
      view: {
        preparing,
        jobs: preparing === null ? runningJobs(context.board.list(), language) : [],
        groups: planGroups(plans, models, language),
        models: modelRows(models, language),
      },
    });
  });
  router.get('/plans', async (request, response) => {
    const language = requestLanguage(request);
    const t = translator(language);
    const plans = await context.store.listPlans();
    await sendPage(request, response, {
      template: 'plans',
      title: t('web.plans.title'),
      view: { rows: plans.map((plan) => planRow(plan, language)) },
    });
  });
  router.get('/scenarios', (_request, response) => {
    response.redirect(303, '/plans');
  });
  return router;
}
