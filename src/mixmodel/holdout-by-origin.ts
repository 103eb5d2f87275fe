import type { Holdout } from './fitted-model.js';

/** How one refit of the holdout did on the periods after its last one. */
export interface OriginScore {
  readonly origin: number;
  readonly from: string;
  readonly to: string;
  readonly periods: number;
  /** Σ|error of the median| ÷ Σ|actual|. */
  readonly wape: number;
  /** Share of 1 of the periods inside the 80 % and the 95 % interval. */
  readonly coverage80: number;
  readonly coverage95: number;
  /** Mean error ÷ mean actual: above 0 the forecasts were too high. */
  readonly bias: number;
}

/** The holdout origin by origin, the earliest first. */
export function holdoutByOrigin({ points }: Pick<Holdout, 'points'>): OriginScore[] {
  const origins = [...new Set(points.map(({ origin }) => origin))].sort((a, b) => a - b);
  return origins.map((origin) => {
    const own = points.filter((point) => point.origin === origin);
    const sum = (value: (point: (typeof own)[number]) => number): number =>
      own.reduce((total, point) => total + value(point), 0);
    const size = sum(({ actual }) => Math.abs(actual));
    const share = (holds: (point: (typeof own)[number]) => boolean): number => own.filter(holds).length / own.length;
    return {
      origin,
      from: own[0]!.period,
      to: own.at(-1)!.period,
      periods: own.length,
      wape: sum(({ actual, predicted }) => Math.abs(actual - predicted.p50)) / size,
      coverage80: share(({ actual, predicted }) => actual >= predicted.p10 && actual <= predicted.p90),
      coverage95: share(({ actual, predicted }) => actual >= predicted.p025 && actual <= predicted.p975),
      bias: sum(({ actual, predicted }) => predicted.p50 - actual) / size,
    };
  });
}
