/** How money that names no group was divided among several; `none` where one group takes all. */
export type SplitRule = 'none' | 'reference' | 'population' | 'even';

/**
 * Shares of a line's money by group: by reference spend in the window, where there is none by population, else even.
 *
 * @param reference by group that the line goes to, its reference spend
 * @param population of the same groups; null where the model knows none
 */
export function groupShares(
  reference: readonly number[],
  population: readonly number[] | null,
): { readonly shares: readonly number[]; readonly rule: SplitRule } {
  if (reference.length === 1) return { shares: [1], rule: 'none' };
  const spend = sum(reference);
  if (spend > 0) return { shares: reference.map((value) => value / spend), rule: 'reference' };
  const people = population === null ? 0 : sum(population);
  if (people > 0) return { shares: population!.map((value) => value / people), rule: 'population' };
  return { shares: reference.map(() => 1 / reference.length), rule: 'even' };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
