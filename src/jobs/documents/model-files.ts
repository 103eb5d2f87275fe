import { normaliseModelFile } from '../../files/index.js';
import type { Language } from '../../language/index.js';
import { csvText, modelHtml } from '../../report/index.js';
import type { SavedModel } from '../../store/index.js';
import { fitDocument } from './fit-document.js';
import { fitTables } from './fit-tables.js';

/** Forms in which a saved model can be had. */
export const modelForms = ['html', 'json', 'csv', 'yaml'] as const;
export type ModelForm = (typeof modelForms)[number];

/** A saved model as a file of one form; `csv` is its parameters, `yaml` its file with every default written out. */
export function modelFile(saved: SavedModel, form: ModelForm, language: Language): string {
  switch (form) {
    case 'html':
      return modelHtml(saved.fitted, saved, { language, additions: saved.additions });
    case 'json':
      return `${JSON.stringify(fitDocument(saved))}\n`;
    case 'csv':
      return fitTables(saved).parameters ?? '';
    case 'yaml':
      return normaliseModelFile(saved.file.text, saved.file.name) ?? saved.file.text;
  }
}

/** Tables of a saved model as CSV, by name without extension: those of `fit --csv`, and every draw. */
export type ModelTableName = 'parameters' | 'contributions' | 'fit' | 'curves' | 'draws';

export function modelTable(saved: SavedModel, name: ModelTableName): string {
  return name === 'draws' ? drawsTable(saved) : (fitTables(saved)[name] ?? '');
}

/** One row per kept draw: KPI, chain and draw from 1, then every column of the draws. */
function drawsTable({ fitted }: SavedModel): string {
  const { chains } = fitted.sampler;
  return fitted.kpis
    .map((kpi) => {
      const width = kpi.columns.length;
      const count = kpi.draws.length / Math.max(1, width);
      const perChain = count / chains;
      const rows = Array.from({ length: count }, (_, at) => [
        kpi.id,
        Math.floor(at / perChain) + 1,
        (at % perChain) + 1,
        ...kpi.draws.subarray(at * width, (at + 1) * width),
      ]);
      return csvText(['kpi', 'chain', 'draw', ...kpi.columns], rows);
    })
    .join('\r\n');
}
