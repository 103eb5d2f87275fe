/**
 * The formula reader with mathjs behind it, loaded when a scenario first has a formula: starting it costs about a
 * second, which a command without formulas must not pay.
 */
export function loadFormulas(): Promise<typeof import('./formula.js')> {
  return import('./formula.js');
}
