import { Router } from 'express';
import type { AppContext, SavedModel } from '../../jobs/index.js';
import { translator } from '../../language/index.js';
import { sendMissing } from '../errors.js';
import { modelRow } from '../model-list.js';
import { sendPage } from '../page.js';
import { preparingView } from '../progress-view.js';
import { requestLanguage } from '../request-language.js';

const refreshSeconds = 2;

/** The saved models, and the page of one. */
export function modelRoutes(context: AppContext): Router {
  const router = Router();
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
  router.get('/models/:id', async (request, response) => {
    const saved = await findModel(context, request.params.id);
    if (saved === null) return sendMissing(request, response);
    const { modelView } = await import('../../report/index.js');
    const t = translator(requestLanguage(request));
    const view = modelView(saved.fitted, saved, { language: requestLanguage(request) });
    await sendPage(request, response, {
      template: 'model',
      title: saved.title,
      footer: view.source,
      actions: [
        { href: `/scenarios/new?model=${saved.id}`, label: t('web.model.draft'), download: '' },
        {
          href: `/api/v1/models/${saved.id}@${saved.version}`,
          label: 'JSON',
          download: `${saved.id}-v${saved.version}.json`,
        },
      ],
      view,
    });
  });
  return router;
}

/** `<id>` for its latest version, or `<id>@<version>`. */
export async function findModel({ store }: AppContext, name: string): Promise<SavedModel | null> {
  const match = /^([a-z][a-z0-9-]{0,63})(?:@([1-9]\d{0,8}))?$/.exec(name);
  if (match === null) return null;
  const [, id = '', version] = match;
  return store.readModel(id, version === undefined ? 'latest' : Number(version));
}
