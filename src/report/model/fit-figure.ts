import type { FigureView } from '../figure.js';
import { fitLinesFigure } from '../fit-lines.js';
import type { KpiContext } from './context.js';

/** What the model makes of the periods it has seen, and what would have come without media. */
export function fitFigure(context: KpiContext): FigureView {
  const { assessed, kpi, words, measure, source, fileStem, fitted, from, through } = context;
  return fitLinesFigure(
    {
      id: `fit-${kpi.id}`,
      points: assessed.periods,
      kpi: kpi.label,
      measure,
      rSquared: assessed.rSquared,
      grain: fitted.panel.grain,
      from,
      through,
      source,
      csvName: `${fileStem}-fit-${kpi.id}.csv`,
    },
    words,
  );
}
