import type { MediaPath } from './media-path.js';
import type { MediaShape } from './media-shape.js';

/** What a medium's term needs of its path: values and derivatives by the shape parameters, flat over all rows. */
export type TransformedPath = Pick<MediaPath, 'f' | 'tangents' | 'evaluate'>;

/** The paths of one medium in every group, transformed by the same shape, `(groups × periods)`. */
export class PanelPath implements TransformedPath {
  readonly f: Float64Array;
  readonly tangents: readonly Float64Array[];

  /** @param paths one per group, all of the same length */
  constructor(private readonly paths: readonly MediaPath[]) {
    const size = paths.reduce((sum, { f }) => sum + f.length, 0);
    this.f = new Float64Array(size);
    this.tangents = (paths[0]?.tangents ?? []).map(() => new Float64Array(size));
  }

  evaluate(shape: MediaShape): void {
    let place = 0;
    for (const path of this.paths) {
      path.evaluate(shape);
      this.f.set(path.f, place);
      for (let j = 0; j < this.tangents.length; j++) this.tangents[j]!.set(path.tangents[j]!, place);
      place += path.f.length;
    }
  }
}
