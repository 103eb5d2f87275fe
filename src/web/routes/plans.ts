import { Router, type Response } from 'express';
import { planFile, type AppContext, type SavedPlan, type Workshop } from '../../jobs/index.js';
import { translator, type Language, type Translate } from '../../language/index.js';
import type { PageFrame } from '../../report/index.js';
import { sendMissing } from '../errors.js';
import { ownPolicy } from '../own-policy.js';
import { sendPage } from '../page.js';
import { askedLanguage, requestLanguage } from '../request-language.js';

const forms = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  yaml: 'application/yaml; charset=utf-8',
} as const;

type Form = keyof typeof forms;

const named = /^(?<id>.+)\.(?<form>html|json|csv|xlsx|yaml)$/;

/** A saved plan: its report, and the files it can be had as. */
export function planRoutes({ store, workshop }: AppContext): Router {
  const router = Router();
  router.get('/plans/:id', async (request, response) => {
    const { id = '', form } = named.exec(request.params.id)?.groups ?? { id: request.params.id };
    const saved = await store.readPlan(id);
    if (saved === null) return sendMissing(request, response);
    const asked = askedLanguage(request) ?? undefined;
    const language = asked ?? saved.language ?? requestLanguage(request);
    if (form !== undefined) return sendFile(response, workshop, saved, form as Form, language);
    const { planView } = await import('../../report/index.js');
    const view = planView(saved.plan, { language, marks: { stale: saved.stale, draft: false } });
    const t = translator(language);
    await sendPage(request, response, {
      template: 'plan',
      language,
      title: t('report.page-title', { title: saved.title, id: saved.id }),
      footer: view.source,
      actions: planActions(saved, t),
      view,
    });
  });
  return router;
}

/** The plan as files, the text it came from, and the plans beside it. */
function planActions(saved: SavedPlan, t: Translate): NonNullable<PageFrame['actions']> {
  const { id, scenario } = saved;
  const file = (form: Form, label: string) => ({
    href: `/plans/${id}.${form}`,
    label,
    download: fileName(saved, form),
  });
  return [
    { href: `/scenarios/new?from=${scenario.id}@${scenario.version}`, label: t('web.scenario.edit'), download: '' },
    { href: `/compare?with=${id}`, label: t('web.plan.compare'), download: '' },
    { href: `/scenarios/${scenario.id}@${scenario.version}`, label: t('web.plan.scenario'), download: '' },
    file('html', t('web.plan.html')),
    file('xlsx', 'XLSX'),
    file('csv', 'CSV'),
    file('json', 'JSON'),
    file('yaml', 'YAML'),
  ];
}

/** `holiday-best-mix-v1.html`: no character that a file system minds. */
function fileName({ id }: SavedPlan, form: Form): string {
  return `${id.replace('@', '-v')}.${form}`;
}

async function sendFile(
  response: Response,
  workshop: Workshop,
  saved: SavedPlan,
  form: Form,
  language: Language,
): Promise<void> {
  const content = await planFile(workshop, saved, form, language);
  response.set('Content-Type', forms[form]).set('Cache-Control', 'no-cache');
  const policy = form === 'html' && typeof content === 'string' ? ownPolicy(content) : null;
  if (policy !== null) response.set('Content-Security-Policy', policy);
  const isShown = form === 'json' || policy !== null;
  response.set('Content-Disposition', `${isShown ? 'inline' : 'attachment'}; filename="${fileName(saved, form)}"`);
  response.send(typeof content === 'string' ? content : Buffer.from(content));
}
