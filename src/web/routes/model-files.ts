import type { Request, Response } from 'express';
import {
  modelFile,
  modelTable,
  type AppContext,
  type ModelForm,
  type ModelTableName,
  type SavedModel,
} from '../../jobs/index.js';
import type { Translate } from '../../language/index.js';
import type { PageFrame } from '../../report/index.js';
import { sendMissing } from '../errors.js';
import { ownPolicy } from '../own-policy.js';
import { requestLanguage } from '../request-language.js';
import { findModel } from '../find-model.js';

const types = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
} as const satisfies Record<ModelForm, string>;

/** `retail@2.json` → model and form; null where the name has no form. */
export function modelForm(name: string): { readonly id: string; readonly form: ModelForm } | null {
  const match = /^(.+)\.(html|json|csv|yaml)$/.exec(name);
  return match === null ? null : { id: match[1]!, form: match[2] as ModelForm };
}

/** `retail-v2.json`: no character that a file system minds. */
function fileName({ id, version }: SavedModel, rest: string): string {
  return `${id}-v${version}${rest}`;
}

export async function sendModelFile(
  request: Request,
  response: Response,
  context: AppContext,
  { id, form }: { readonly id: string; readonly form: ModelForm },
): Promise<void> {
  const saved = await findModel(context, id);
  if (saved === null) return sendMissing(request, response);
  const content = await modelFile(saved, form, requestLanguage(request));
  response.set('Content-Type', types[form]).set('Cache-Control', 'no-cache');
  const policy = form === 'html' ? ownPolicy(content) : null;
  if (policy !== null) response.set('Content-Security-Policy', policy);
  const isShown = form === 'json' || policy !== null;
  response.set(
    'Content-Disposition',
    `${isShown ? 'inline' : 'attachment'}; filename="${fileName(saved, `.${form}`)}"`,
  );
  response.send(content);
}

const tables: readonly string[] = ['parameters', 'contributions', 'fit', 'curves', 'draws'] satisfies ModelTableName[];

function isTable(name: string): name is ModelTableName {
  return tables.includes(name);
}

export async function sendModelTable(request: Request, response: Response, context: AppContext): Promise<void> {
  const name = /^([a-z]+)\.csv$/.exec(String(request.params.name))?.[1] ?? '';
  const saved = isTable(name) ? await findModel(context, String(request.params.id)) : null;
  if (saved === null || !isTable(name)) return sendMissing(request, response);
  const content = await modelTable(saved, name);
  response
    .set('Content-Type', types.csv)
    .set('Cache-Control', 'no-cache')
    .set('Content-Disposition', `attachment; filename="${fileName(saved, `-${name}.csv`)}"`)
    .send(content);
}

/** What the page of a model offers to take away, and where it leads on. */
export function modelActions(saved: SavedModel, t: Translate): NonNullable<PageFrame['actions']> {
  const address = `/models/${saved.id}@${saved.version}`;
  const file = (rest: string, label: string) => ({
    href: `${address}${rest}`,
    label,
    download: fileName(saved, rest.replace('/', '-')),
  });
  return [
    { href: `/scenarios/new?model=${saved.id}`, label: t('web.model.draft'), download: '' },
    { href: `${address}/diagnostics`, label: t('model.chains.link'), download: '' },
    file('.html', t('web.model.html')),
    file('.json', 'JSON'),
    file('.csv', t('web.model.parameters')),
    file('/draws.csv', t('web.model.draws')),
    file('.yaml', 'YAML'),
  ];
}
