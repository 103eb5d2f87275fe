import { stringify } from 'yaml';
import { isLeftToData } from './data-defaults.js';
import { plainValue } from './positioned-tree.js';
import { readModelFile } from './read-model-file.js';
import { readYaml } from './read-yaml.js';

type Mapping = Record<string, unknown>;

/**
 * The model file with every default written out where the file leaves it out; reading it again gives the same model
 * and uses no default but those that only the data settle. null where the text is no model file.
 */
export function normaliseModelFile(text: string, file: string): string | null {
  const { value, defaultsUsed } = readModelFile(text, file);
  const { tree } = readYaml(text, file);
  const root = tree === null ? null : plainValue(tree);
  if (value === null || !isMapping(root)) return null;
  for (const used of defaultsUsed) {
    // "None" is said by leaving the key out.
    if (used.value !== null && !isLeftToData(used)) fill(root, used.path.split('.'), used.value);
  }
  return stringify(root, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Sets what is missing; what the file says itself is left as it is. */
function fill(holder: unknown, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (Array.isArray(holder)) {
    fill((holder as unknown[])[Number(key)], rest, value);
  } else if (isMapping(holder)) {
    if (rest.length === 0) holder[key] ??= value;
    else fill((holder[key] ??= {}), rest, value);
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
