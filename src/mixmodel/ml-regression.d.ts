/** The part of ml-regression that is used here; the package brings no types. */
declare module 'ml-regression' {
  export class MultivariateLinearRegression {
    /**
     * Least squares with an intercept.
     * @param x rows × inputs
     * @param y rows × 1
     */
    constructor(x: readonly (readonly number[])[], y: readonly (readonly number[])[]);
    /** inputs + 1 rows of one value; the intercept is last. */
    readonly weights: readonly (readonly number[])[];
    /** Of the residuals, dividing by rows − inputs − 1. */
    readonly stdError: number;
    predict(row: readonly number[]): number[];
  }
}
