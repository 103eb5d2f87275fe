import { groupPanel, type Panel } from '../data/index.js';
import { newCoordinatePoint, type Coordinate, type CoordinatePoint } from './coordinate-point.js';
import { coordinateOf } from './coordinate.js';
import { dataRows, type LinearDesign } from './linear-design.js';
import type { GroupsSpec } from './model-spec.js';
import type { PanelBlock } from './panel-block.js';
import { Spread } from './panel-medium.js';
import { fixedValue, gaussianPrior } from './priors.js';

/** One column that never changes, `(groups × periods)`. */
type Column = Float64Array;

/** A deviation of every group's own: its column, and its standard deviation or the spread that is sampled. */
interface OwnTerm {
  /** Place among the constant columns. */
  readonly column: number;
  /** Name of the recorded columns: `intercept[G]`, `control[c@G]`. */
  readonly nameIn: (group: string) => string;
  /** Term of the design whose coefficient is added to what is recorded; −1 for none. */
  readonly addedTo: number;
  readonly sds: Float64Array | null;
  readonly spread: Spread | null;
}

/**
 * The linear part of a panel: shared terms as in a national model, levels of the groups, and where they are pooled each
 * group's own effects of the controls. Gaussian terms are left to the block, fixed ones taken off the outcome, the rest
 * sampled. Coordinates: sampled terms, then spreads of controls.
 */
export class PanelLinear {
  readonly sampled: readonly string[];
  /** Constant columns in the order of the block; the outcome is not among them. */
  readonly columns: readonly Column[];
  /** Places among the columns. */
  readonly shared: readonly number[];
  readonly sharedSds: Float64Array;
  readonly sampledColumns: readonly number[];
  readonly own: readonly OwnTerm[];
  /** `(groups × periods)`: what is taken off the outcome. */
  readonly offset: Float64Array;
  /** Names of the recorded columns: shared terms, own ones, spreads of controls. */
  readonly recorded: readonly string[];
  private readonly sharedTerms: readonly number[];
  private readonly sharedMeans: Float64Array;
  private readonly sampledTerms: readonly number[];
  private readonly fixedTerms: readonly (readonly [term: number, value: number])[];
  private readonly coordinates: readonly Coordinate[];
  private readonly points: readonly CoordinatePoint[];
  private readonly levels: Float64Array;

  constructor(
    private readonly design: LinearDesign,
    private readonly panel: Panel,
    private readonly groups: GroupsSpec,
    private readonly firstIndex: number,
  ) {
    const { terms } = design;
    const periods = panel.periods.length;
    const size = panel.groups.length * periods;
    const byTerm = terms.map(() => new Float64Array(size));
    panel.groups.forEach((_, g) => {
      const values = design.regressors(dataRows(groupPanel(panel, g)), 'fitted');
      for (let t = 0; t < periods; t++) {
        for (let k = 0; k < terms.length; k++) byTerm[k]![g * periods + t] = values[t * terms.length + k]!;
      }
    });
    this.offset = new Float64Array(size);
    const take = (column: Column, value: number): void => {
      for (let i = 0; i < size; i++) this.offset[i] = this.offset[i]! + value * column[i]!;
    };
    const columns: Column[] = [];
    const place = terms.map(() => -1);
    const means: number[] = [];
    const sds: number[] = [];
    const fixed: (readonly [number, number])[] = [];
    const sharedTerms: number[] = [];
    const sampledTerms: number[] = [];
    terms.forEach(({ prior }, k) => {
      const gaussian = gaussianPrior(prior);
      const value = fixedValue(prior);
      if (value !== null) {
        fixed.push([k, value]);
        take(byTerm[k]!, value);
        return;
      }
      place[k] = columns.push(byTerm[k]!) - 1;
      if (gaussian === null) {
        sampledTerms.push(k);
        return;
      }
      sharedTerms.push(k);
      means.push(gaussian.mean);
      sds.push(gaussian.sd);
      take(byTerm[k]!, gaussian.mean);
    });
    this.levels = new Float64Array(panel.groups.length);
    this.sharedTerms = sharedTerms;
    this.sharedMeans = Float64Array.from(means);
    this.sharedSds = Float64Array.from(sds);
    this.sampledTerms = sampledTerms;
    this.fixedTerms = fixed;
    this.shared = sharedTerms.map((k) => place[k]!);
    this.sampledColumns = sampledTerms.map((k) => place[k]!);
    this.coordinates = sampledTerms.map((k) => coordinateOf(terms[k]!.prior));
    this.points = sampledTerms.map(newCoordinatePoint);
    const columnOf = (k: number): number => {
      if (place[k] === -1) place[k] = columns.push(byTerm[k]!) - 1;
      return place[k]!;
    };
    this.own = this.ownTerms(columnOf, take);
    this.columns = columns;
    const spreads = this.own.flatMap(({ spread, addedTo }) =>
      spread === null ? [] : [{ spread, name: `spread[${terms[addedTo]!.subject}]` }],
    );
    this.sampled = [
      ...sampledTerms.map((k) => terms[k]!.name),
      ...spreads.filter(({ spread }) => spread.index >= 0).map(({ name }) => name),
    ];
    this.recorded = [
      ...terms.map(({ name }) => name),
      ...panel.groups.map((name) => `intercept[${name}]`),
      ...this.own.slice(this.own[0]?.spread === null ? 1 : 0).flatMap(({ nameIn }) => panel.groups.map(nameIn)),
      ...spreads.map(({ name }) => name),
    ];
  }

  /** The level of each group, where it is not fixed, and its own effects of controls. */
  private ownTerms(columnOf: (term: number) => number, take: (column: Column, value: number) => void): OwnTerm[] {
    const { panel, groups, design, levels } = this;
    const own: OwnTerm[] = [];
    const { terms } = design;
    const periods = panel.periods.length;
    const intercept = terms.findIndex(({ kind }) => kind === 'intercept');
    const gaussian = gaussianPrior(groups.intercept);
    panel.groups.forEach((name, g) => {
      levels[g] = name === groups.baselineGroup ? 0 : (gaussian?.mean ?? fixedValue(groups.intercept) ?? 0);
      const level = new Float64Array(this.offset.length);
      level.fill(1, g * periods, (g + 1) * periods);
      take(level, levels[g]);
    });
    if (gaussian !== null) {
      own.push({
        column: columnOf(intercept),
        nameIn: (group) => `intercept[${group}]`,
        addedTo: -1,
        sds: Float64Array.from(panel.groups, (name) => (name === groups.baselineGroup ? 0 : gaussian.sd)),
        spread: null,
      });
    }
    if (!groups.poolControls) return own;
    let index = this.firstIndex + this.points.length;
    terms.forEach(({ kind, subject }, k) => {
      if (kind !== 'control') return;
      const spread = new Spread(groups.controlsSpread, index);
      if (spread.index >= 0) index += 1;
      own.push({
        column: columnOf(k),
        nameIn: (group) => `control[${subject}@${group}]`,
        addedTo: k,
        sds: null,
        spread,
      });
    });
    return own;
  }

  /** Reads the coordinates; log prior. */
  forward(position: Float64Array): number {
    let logPrior = 0;
    this.points.forEach((point, k) => {
      this.coordinates[k]!.at(position[this.firstIndex + k]!, point);
      logPrior += point.logPrior;
    });
    for (const { spread } of this.own) logPrior += spread?.forward(position) ?? 0;
    return logPrior;
  }

  /**
   * Sets what is sampled on the groups of the block.
   * @param firstColumn place of the first constant column
   * @param firstOwn place of the first own term
   */
  place(block: PanelBlock, firstColumn: number, firstOwn: number): void {
    block.groups.forEach((group, g) => {
      this.sampledColumns.forEach((column, k) => {
        group.base[firstColumn + column] = this.points[k]!.value;
      });
      this.own.forEach(({ sds, spread }, a) => {
        group.spreads[firstOwn + a] = sds?.[g] ?? spread!.point.value;
      });
    });
  }

  backward(block: PanelBlock, firstColumn: number, firstOwn: number, gradient: Float64Array): void {
    const sum = (pick: (group: PanelBlock['groups'][number]) => number): number =>
      block.groups.reduce((total, group) => total + pick(group), 0);
    this.points.forEach((point, k) => {
      const byValue = sum(({ byBase }) => byBase[firstColumn + this.sampledColumns[k]!]!);
      gradient[this.firstIndex + k] = byValue * point.slope + point.logPriorSlope;
    });
    this.own.forEach(({ spread }, a) => {
      spread?.backward(
        sum(({ bySpread }) => bySpread[firstOwn + a]!),
        gradient,
      );
    });
  }

  /**
   * Writes `recorded` from place `at` on; returns the place behind.
   * @param coefficients `(shared)`: drawn, less their means
   * @param deviations `(groups × own of the block)`: drawn
   */
  record(
    coefficients: Float64Array,
    deviations: Float64Array,
    width: number,
    firstOwn: number,
    out: Float64Array,
    at: number,
  ): number {
    const { design, panel, own } = this;
    const fitted = out.subarray(at, at + design.terms.length);
    this.sharedTerms.forEach((k, j) => {
      fitted[k] = this.sharedMeans[j]! + coefficients[j]!;
    });
    this.sampledTerms.forEach((k, j) => {
      fitted[k] = this.points[j]!.value;
    });
    for (const [k, value] of this.fixedTerms) fitted[k] = value;
    design.record(fitted);
    let column = at + design.terms.length;
    const hasLevels = own.length > 0 && own[0]!.spread === null;
    panel.groups.forEach((_, g) => {
      const deviation = hasLevels ? own[0]!.sds![g]! * deviations[g * width + firstOwn]! : 0;
      out[column++] = this.levels[g]! + deviation;
    });
    own.forEach(({ spread, addedTo }, a) => {
      if (spread === null) return;
      panel.groups.forEach((_, g) => {
        out[column++] = fitted[addedTo]! + spread.point.value * deviations[g * width + firstOwn + a]!;
      });
    });
    for (const { spread } of own) if (spread !== null) out[column++] = spread.point.value;
    return column;
  }
}
