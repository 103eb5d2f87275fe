import { readModelFile, withDataDefaults, type DefaultUsed } from '../../files/index.js';
import type { SavedModel } from '../../store/index.js';

export type { DefaultUsed } from '../../files/index.js';

/** What the model file of a saved version leaves out, and what stood for it in the fit. */
export function modelDefaults(saved: SavedModel): readonly DefaultUsed[] {
  const { value, defaultsUsed } = readModelFile(saved.file.text, saved.file.name);
  return value === null ? [] : withDataDefaults(value, defaultsUsed, saved.fitted.panel).defaultsUsed;
}
