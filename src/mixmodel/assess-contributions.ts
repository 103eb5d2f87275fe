import { summary } from '../inference/index.js';
import type { KpiContext } from './assess-context.js';
import type { Summary } from './fitted-model.js';
import type { AssessedMedium } from './roi-medium.js';

/**
 * KPI units caused by one medium, by data period. One medium at a time and over the draws that planning uses, so that
 * what is held at once is `(periods × draws)` of one medium, whatever the number of media.
 * @param drawRows rows of the draws to summarise over
 */
export function contributionsByPeriod(context: KpiContext, medium: AssessedMedium, drawRows: Int32Array): Summary[] {
  const periods = context.panel.periods.length;
  const count = drawRows.length;
  const paths = new Float64Array(periods * count);
  drawRows.forEach((draw, at) => {
    const parameters = medium.parametersOf(draw);
    medium.run(parameters);
    const b = parameters.coefficient * context.scale;
    const { path } = medium;
    for (let t = 0; t < periods; t++) paths[t * count + at] = b * path[t]!;
  });
  return Array.from({ length: periods }, (_, t) => summary(paths.subarray(t * count, (t + 1) * count)));
}
