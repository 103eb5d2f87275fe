import { Router, type Request, type Response } from 'express';
import { comparePlans, uploadSource, type AppContext } from '../../jobs/index.js';
import { translator } from '../../language/index.js';
import { faultsView, type FaultsView } from '../fault-view.js';
import { sendPage } from '../page.js';
import { compareHref, planGroups } from '../plan-list.js';
import { requestLanguage } from '../request-language.js';

/** Plans named in an address: `plans=a,b,c`, or one field each as forms send them. */
export function plansInQuery(value: unknown): readonly string[] {
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .filter((part): part is string => typeof part === 'string')
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Two to six plans side by side; without any, the choice of them. */
export function compareRoutes(context: AppContext): Router {
  const router = Router();
  router.get('/compare', async (request, response) => {
    const plans = plansInQuery(request.query.plans);
    const { baseline } = request.query;
    const base = typeof baseline === 'string' && baseline !== '' ? baseline : null;
    if (plans.length === 0) return sendPicker(request, response, context, plansInQuery(request.query.with), null);
    if (Array.isArray(request.query.plans)) {
      response.redirect(303, compareHref(plans, base));
      return;
    }
    const source = await uploadSource(new Map());
    const outcome = await comparePlans(context.workshop, { source, plans, baseline: base });
    const language = requestLanguage(request);
    const t = translator(language);
    if (outcome.value === null) {
      const none = new Map<string, Uint8Array>();
      const faults = faultsView(outcome.faults, none, language, t('web.faults.compare'));
      return sendPicker(request, response, context, plans, faults);
    }
    const { comparison, currency } = outcome.value;
    const { comparisonView } = await import('../../report/index.js');
    const view = comparisonView(comparison, { language, currency, linked: true });
    await sendPage(request, response, {
      template: 'compare',
      title: t('compare.page-title', { list: comparison.plans.map((plan) => plan.id).join(', ') }),
      footer: view.source,
      view,
    });
  });
  return router;
}

async function sendPicker(
  request: Request,
  response: Response,
  { store }: AppContext,
  chosen: readonly string[],
  faults: FaultsView | null,
): Promise<void> {
  const language = requestLanguage(request);
  const [plans, models] = await Promise.all([store.listPlans(), store.listModels()]);
  await sendPage(request, response, {
    template: 'compare-new',
    status: faults === null ? 200 : 422,
    title: translator(language)('web.compare.title'),
    view: {
      faults,
      groups: planGroups(plans, models, language).map((group) => ({
        ...group,
        rows: group.rows.map((row) => ({ ...row, chosen: chosen.includes(row.id) })),
      })),
    },
  });
}
