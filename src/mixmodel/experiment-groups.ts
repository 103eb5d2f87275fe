import type { ExperimentSpec, ModelSpec } from './model-spec.js';

/** Groups in which a lift test ran, by their places; all where it names neither region nor audience. */
export function experimentGroups(
  data: ModelSpec['data'],
  test: Pick<ExperimentSpec, 'region' | 'audience'>,
  groups: readonly string[],
): number[] {
  const region = test.region ?? null;
  const audience = test.audience ?? null;
  return [...groups.keys()].filter((group) => {
    const name = groups[group]!;
    // A group is `region`, `audience` or `region|audience`, by the columns that the data name.
    const [first, second] = data.region !== null && data.audience !== null ? name.split('|') : [name, name];
    const own = data.region === null ? null : first;
    const people = data.audience === null ? null : second;
    return (region === null || region === own) && (audience === null || audience === people);
  });
}
