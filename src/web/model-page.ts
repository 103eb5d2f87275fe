import type { Request, Response } from 'express';
import type { Fault } from '../jobs/index.js';
import { translator } from '../language/index.js';
import { faultsView } from './fault-view.js';
import { formText } from './form-text.js';
import { sendPage } from './page.js';
import { requestLanguage } from './request-language.js';
import type { Upload } from './upload.js';

/** A model file to be mended and fitted, and the kept table beside it. */
export interface ModelForm {
  readonly text: string;
  /** Key of the kept table, '' where the table must be sent. */
  readonly kept: string;
  readonly tableName: string;
}

export const emptyModelForm: ModelForm = { text: '', kept: '', tableName: '' };

/** The page on which a table becomes a model: send the table, mend the drafted file, fit. */
export async function sendModelForm(request: Request, response: Response, form: ModelForm): Promise<void> {
  const t = translator(requestLanguage(request));
  const title = t(form.text === '' ? 'web.model-new.title' : 'web.model-new.drafted');
  await sendPage(request, response, { template: 'model-new', title, view: { ...form, heading: title, faults: null } });
}

/** 422: every fault of the model file and its table, and the text to mend. */
export async function sendModelFaults(
  request: Request,
  response: Response,
  refused: { readonly faults: readonly Fault[]; readonly upload: Upload | null; readonly kept: string },
): Promise<void> {
  const { faults, upload, kept } = refused;
  const language = requestLanguage(request);
  const t = translator(language);
  const title = t('web.faults.model-title');
  const view = faultsView(faults, upload?.files ?? new Map<string, Uint8Array>(), language, t('web.faults.model'));
  const tableName = upload === null ? '' : ([...upload.files.keys()].find((name) => name !== upload.main) ?? '');
  const text = formText(upload?.files.get(upload.main));
  await sendPage(request, response, {
    template: 'model-new',
    status: 422,
    title,
    view: { text, kept, tableName, heading: title, faults: view },
  });
}
