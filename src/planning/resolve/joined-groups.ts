/**
 * Groups that any line joins, as sets: a line that spans groups makes them one unit, since one amount of money moves
 * them all. Sets in the order of their first group, groups ascending.
 *
 * @param addressed by line, the groups it goes to
 */
export function joinedGroups(count: number, addressed: readonly (readonly number[])[]): number[][] {
  const head = Array.from({ length: count }, (_, group) => group);
  const headOf = (group: number): number => {
    let at = group;
    while (head[at] !== at) at = head[at]!;
    return at;
  };
  for (const [first, ...others] of addressed) {
    if (first === undefined) continue;
    for (const other of others) {
      const [a, b] = [headOf(first), headOf(other)];
      head[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const sets = new Map<number, number[]>();
  for (let group = 0; group < count; group++) {
    const key = headOf(group);
    sets.set(key, [...(sets.get(key) ?? []), group]);
  }
  return [...sets.values()];
}
