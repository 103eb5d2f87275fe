/** What a coordinate gives at one x; one object is reused for all calls. */
export interface CoordinatePoint {
  /** The parameter, on the scale on which its prior is written. */
  value: number;
  /** d value / dx, positive. */
  slope: number;
  /** log p(value) + log(d value / dx): the prior as a density of x. */
  logPrior: number;
  /** d logPrior / dx. */
  logPriorSlope: number;
}

/**
 * A smooth increasing map from the whole line to the support of a prior. Every map here is the prior-normalising one,
 * value = F⁻¹(Φ(x)), under which x is standard normal a priori: no exponential tails, no walls.
 */
export interface Coordinate {
  at(x: number, out: CoordinatePoint): void;
}

export function newCoordinatePoint(): CoordinatePoint {
  return { value: 0, slope: 0, logPrior: 0, logPriorSlope: 0 };
}
