import { join, relative } from 'node:path';
import { draftScenario as writeDraft, schemaPaths } from '../../files/index.js';
import type { Language } from '../../language/index.js';
import { done, type Outcome } from '../outcome.js';
import { installedRoot } from '../project.js';
import type { ModelSpec } from '../../mixmodel/index.js';
import { findModel } from '../saved.js';
import type { Workshop } from '../workshop.js';

export interface DraftScenarioRequest {
  /** Where the draft is to stand; by default nowhere on disk. */
  readonly folder?: string;
  /** Id of a saved model, or `<id>@<version>`. */
  readonly model: string;
  readonly kind: 'reference' | 'forecast' | 'maximise';
  /** Of the comments and the report; by default that of the model's title and labels. */
  readonly language?: Language | undefined;
}

/** A first scenario file: the window after the data, one line per channel at reference spend. */
export async function draftScenario(workshop: Workshop, request: DraftScenarioRequest): Promise<Outcome<string>> {
  const model = await findModel(await workshop.store(), request.model.replace(/^model:/, ''));
  if (model.value === null) return model;
  const { spec, panel } = model.value.fitted;
  const { kind, folder } = request;
  const language = request.language ?? languageOf(spec);
  if (folder === undefined) return done(writeDraft(spec, panel, { kind, language, schemaPath: schemaPaths.scenario }));
  const schemaPath = relative(folder, join(installedRoot(), 'scenarios/scenario.schema.json'));
  return done(writeDraft(spec, panel, { kind, language, schemaPath }));
}

function languageOf({ title, channels }: ModelSpec): Language {
  return /\p{Script=Han}/u.test([title, ...channels.map(({ label }) => label)].join(' ')) ? 'zh-CN' : 'en';
}
