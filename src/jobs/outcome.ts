import type { Fault } from '../data/index.js';

/**
 * How an act ended. Users' mistakes are faults in here; an exception out of an act is a defect of ours.
 * `invalid`: the input has errors, nothing was saved. `infeasible`: no plan satisfies the file (the faults name the
 * clashing rules). `unconverged`: the fit missed the gate; it is saved and marked.
 */
export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T; readonly faults: readonly Fault[] }
  | { readonly status: 'unconverged'; readonly value: T; readonly faults: readonly Fault[] }
  | { readonly status: 'invalid' | 'infeasible'; readonly value: null; readonly faults: readonly Fault[] };

export function done<T>(value: T, faults: readonly Fault[] = []): Outcome<T> {
  return { status: 'done', value, faults };
}

export function invalid(faults: readonly Fault[]): Outcome<never> {
  return { status: 'invalid', value: null, faults };
}

/** A mistake in what was asked for rather than in a file. */
export function invalidUsage(
  code: string,
  found = '',
  params: Readonly<Record<string, string | number>> = {},
): Outcome<never> {
  return invalid([{ code, severity: 'error', where: { file: found === '' ? 'mixplan' : found }, found, params }]);
}
