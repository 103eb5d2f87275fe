import type { AppContext, SavedModel } from '../jobs/index.js';

/** `<id>` for its latest version, or `<id>@<version>`. */
export async function findModel({ store }: AppContext, name: string): Promise<SavedModel | null> {
  const match = /^([a-z][a-z0-9-]{0,63})(?:@([1-9]\d{0,8}))?$/.exec(name);
  if (match === null) return null;
  const [, id = '', version] = match;
  return store.readModel(id, version === undefined ? 'latest' : Number(version));
}
