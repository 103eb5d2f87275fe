import type { Fault, Place, Severity } from './fault.js';

/** Makes a fault; `found` and texts among the params are cut to a readable length. */
export function fault(
  code: string,
  severity: Severity,
  where: Place,
  found: string,
  params: Readonly<Record<string, string | number>> = {},
): Fault {
  const shown = Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? shorten(value, 120) : value]),
  );
  return { code, severity, where, found: shorten(found, 80), params: shown };
}

export function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** `5, 9, 12 …`: the first few of many, for a sentence. */
export function listFew(items: readonly (string | number)[], few = 5): string {
  const shown = items.slice(0, few).join(', ');
  return items.length > few ? `${shown} …` : shown;
}

/** Levenshtein distance, of texts of at most 64 characters. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The candidate nearest in spelling, whatever its case; null when none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const wanted = name.slice(0, 64).toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.ceil(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.slice(0, 64).toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
