/**
 * The loops over periods of a panel's density: pure functions over flat arrays, so that another implementation of them
 * can be put beside this one. A block is `(columns × periods)`, row-major: the media columns first, then the constant
 * ones; `columns` is a multiple of four and `periods` any number.
 */

/**
 * Products of every media column with every column: gram[i, j] = Σ_t block[i, t] · block[j, t] for i < media and
 * j ≥ i, both triangles written. Two rows by four columns a pass, since one sum alone waits for its own last addition.
 * @param offset place of the block in `block`
 * @param gram `(columns × columns)`, rows and columns of the media written
 */
export function mediaGram(
  block: Float64Array,
  offset: number,
  media: number,
  columns: number,
  periods: number,
  gram: Float64Array,
): void {
  for (let i = 0; i < media; i += 2) {
    const first = offset + i * periods;
    // With an odd number of media the second row is a constant column: its products are right, only not needed.
    const second = first + periods;
    for (let j = i - (i % 4); j < columns; j += 4) {
      const b0 = offset + j * periods;
      const b1 = b0 + periods;
      const b2 = b1 + periods;
      const b3 = b2 + periods;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let t = 0; t < periods; t++) {
        const x = block[first + t]!;
        const y = block[second + t]!;
        const c0 = block[b0 + t]!;
        const c1 = block[b1 + t]!;
        const c2 = block[b2 + t]!;
        const c3 = block[b3 + t]!;
        s00 += x * c0;
        s01 += x * c1;
        s02 += x * c2;
        s03 += x * c3;
        s10 += y * c0;
        s11 += y * c1;
        s12 += y * c2;
        s13 += y * c3;
      }
      const at = i * columns + j;
      gram[at] = s00;
      gram[at + 1] = s01;
      gram[at + 2] = s02;
      gram[at + 3] = s03;
      gram[at + columns] = s10;
      gram[at + columns + 1] = s11;
      gram[at + columns + 2] = s12;
      gram[at + columns + 3] = s13;
    }
  }
  for (let i = 0; i < media; i++) {
    for (let j = i + 1; j < columns; j++) gram[j * columns + i] = gram[i * columns + j]!;
  }
}

/**
 * What a quadratic form of the block's columns passes back to its media columns:
 * out[c, t] = Σ_k weights[c, k] · block[k, t].
 * @param weights `(media + 1 × columns)`: the row behind the last is scratch
 * @param out written at `place + c · stride + t`
 */
export function mediaAdjoint(
  block: Float64Array,
  offset: number,
  media: number,
  columns: number,
  periods: number,
  weights: Float64Array,
  out: Float64Array,
  place: number,
  stride: number,
): void {
  for (let c = 0; c < media; c += 2) {
    const first = place + c * stride;
    const paired = c + 1 < media;
    const second = paired ? first + stride : first;
    out.fill(0, first, first + periods);
    if (paired) out.fill(0, second, second + periods);
    for (let k = 0; k < columns; k += 4) {
      const b0 = offset + k * periods;
      const b1 = b0 + periods;
      const b2 = b1 + periods;
      const b3 = b2 + periods;
      const at = c * columns + k;
      const w0 = weights[at]!;
      const w1 = weights[at + 1]!;
      const w2 = weights[at + 2]!;
      const w3 = weights[at + 3]!;
      if (!paired) {
        for (let t = 0; t < periods; t++) {
          out[first + t]! += w0 * block[b0 + t]! + w1 * block[b1 + t]! + (w2 * block[b2 + t]! + w3 * block[b3 + t]!);
        }
        continue;
      }
      const v0 = weights[at + columns]!;
      const v1 = weights[at + columns + 1]!;
      const v2 = weights[at + columns + 2]!;
      const v3 = weights[at + columns + 3]!;
      for (let t = 0; t < periods; t++) {
        const c0 = block[b0 + t]!;
        const c1 = block[b1 + t]!;
        const c2 = block[b2 + t]!;
        const c3 = block[b3 + t]!;
        out[first + t]! += w0 * c0 + w1 * c1 + (w2 * c2 + w3 * c3);
        out[second + t]! += v0 * c0 + v1 * c1 + (v2 * c2 + v3 * c3);
      }
    }
  }
}

/** out = A B, A `(rows × inner)`, B `(inner × width)`, row-major. */
export function multiplyInto(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  width: number,
  out: Float64Array,
): void {
  out.fill(0, 0, rows * width);
  for (let i = 0; i < rows; i++) {
    const to = i * width;
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      if (factor === 0) continue;
      const from = k * width;
      for (let j = 0; j < width; j++) out[to + j]! += factor * b[from + j]!;
    }
  }
}

/** Adds A Bᵀ to `out` `(rows × width)`, A `(rows × inner)`, B `(width × inner)`, row-major; `sign` times. */
export function addOuter(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  width: number,
  inner: number,
  sign: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      const p = i * inner;
      const q = j * inner;
      for (let k = 0; k < inner; k++) sum += a[p + k]! * b[q + k]!;
      out[i * width + j]! += sign * sum;
    }
  }
}

/**
 * (L Lᵀ)⁻¹ of a lower factor, n × n, both triangles, by way of L⁻¹.
 * @param scratch `(n × n)`
 */
export function inverseOfFactor(factor: Float64Array, n: number, scratch: Float64Array, out: Float64Array): void {
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) scratch[i * n + j] = 0;
    scratch[j * n + j] = 1 / factor[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * n + k]! * scratch[k * n + j]!;
      scratch[i * n + j] = sum / factor[i * n + i]!;
    }
  }
  out.fill(0, 0, n * n);
  for (let k = 0; k < n; k++) {
    const row = k * n;
    for (let i = 0; i <= k; i++) {
      const factor = scratch[row + i]!;
      for (let j = 0; j <= i; j++) out[i * n + j]! += factor * scratch[row + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!;
}
