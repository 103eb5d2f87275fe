/**
 * Small dense kernels. Matrices are flat and row-major: element (i, j) of an n × n matrix is `m[i * n + j]`.
 * Lower-triangular factors keep zeros above the diagonal.
 */

/** Identity, n × n. */
export function identityMatrix(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

/**
 * L with L Lᵀ = A, for symmetric A of which only the lower triangle is read.
 * `null` where A is not positive definite to working precision. `out` may be `matrix` itself.
 */
export function choleskyFactor(
  matrix: Float64Array,
  n: number,
  out: Float64Array = new Float64Array(n * n),
): Float64Array | null {
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * n;
      let sum = matrix[rowI + j]!;
      for (let k = 0; k < j; k++) sum -= out[rowI + k]! * out[rowJ + k]!;
      if (i === j) {
        if (!(sum > 0 && sum < Infinity)) return null;
        out[rowI + i] = Math.sqrt(sum);
      } else {
        out[rowI + j] = sum / out[rowJ + j]!;
      }
    }
    for (let j = i + 1; j < n; j++) out[rowI + j] = 0;
  }
  return out;
}

/** x with L x = b; `out` may be `b`. */
export function solveLower(
  factor: Float64Array,
  n: number,
  b: Float64Array,
  out: Float64Array = new Float64Array(n),
): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= factor[row + k]! * out[k]!;
    out[i] = sum / factor[row + i]!;
  }
  return out;
}

/** x with Lᵀ x = b; `out` may be `b`. */
export function solveLowerTransposed(
  factor: Float64Array,
  n: number,
  b: Float64Array,
  out: Float64Array = new Float64Array(n),
): Float64Array {
  if (out !== b) out.set(b);
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const x = out[i]! / factor[row + i]!;
    out[i] = x;
    for (let k = 0; k < i; k++) out[k] = out[k]! - factor[row + k]! * x;
  }
  return out;
}

/** x with L Lᵀ x = b; `out` may be `b`. */
export function solveCholesky(
  factor: Float64Array,
  n: number,
  b: Float64Array,
  out: Float64Array = new Float64Array(n),
): Float64Array {
  return solveLowerTransposed(factor, n, solveLower(factor, n, b, out), out);
}

/** (L Lᵀ)⁻¹, n × n, both triangles. */
export function invertCholesky(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveCholesky(factor, n, column, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}

/** log det(L Lᵀ). */
export function logDeterminantCholesky(factor: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!);
  return 2 * sum;
}

/** A x for an n × n matrix; `out` must not be `x`. */
export function multiplyVector(matrix: Float64Array, n: number, x: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = 0;
    for (let k = 0; k < n; k++) sum += matrix[row + k]! * x[k]!;
    out[i] = sum;
  }
  return out;
}

/** L x, lower triangle only; `out` must not be `x`. */
export function multiplyLower(factor: Float64Array, n: number, x: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += factor[row + k]! * x[k]!;
    out[i] = sum;
  }
  return out;
}

/** Lᵀ x, lower triangle of L only, rows read in order; `out` must not be `x`. */
export function multiplyLowerTransposed(
  factor: Float64Array,
  n: number,
  x: Float64Array,
  out: Float64Array,
): Float64Array {
  out.fill(0, 0, n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const value = x[i]!;
    for (let k = 0; k <= i; k++) out[k] = out[k]! + factor[row + k]! * value;
  }
  return out;
}

/** x · y over the first n elements. */
export function dot(x: Float64Array, y: Float64Array, n: number = x.length): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i]! * y[i]!;
  return sum;
}

export interface SymmetricEigen {
  /** Ascending, length n. */
  values: Float64Array;
  /** n × n; *row* k is the unit eigenvector of values[k]. */
  vectors: Float64Array;
}

/** Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, algorithm 8.5.3). */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  // Rows of v, not columns, are rotated: contiguous memory.
  const v = identityMatrix(n);
  for (let sweep = 0; sweep < 60; sweep++) {
    if (offDiagonal(a, n) === 0) break;
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        if (rotate(a, v, n, p, q)) rotated = true;
      }
    }
    if (!rotated) break;
  }
  return sortEigen(a, v, n);
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += Math.abs(a[i * n + j]!);
  return sum;
}

/** Zeroes element (p, q); false where it was already negligible beside both diagonals. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const apq = a[p * n + q]!;
  const app = a[p * n + p]!;
  const aqq = a[q * n + q]!;
  if (Math.abs(apq) <= 1e-17 * Math.sqrt(Math.abs(app * aqq)) || Math.abs(apq) < 1e-300) return false;
  const theta = (aqq - app) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    const akp = a[k * n + p]!;
    const akq = a[k * n + q]!;
    const kp = c * akp - s * akq;
    const kq = s * akp + c * akq;
    a[k * n + p] = kp;
    a[p * n + k] = kp;
    a[k * n + q] = kq;
    a[q * n + k] = kq;
  }
  a[p * n + p] = app - t * apq;
  a[q * n + q] = aqq + t * apq;
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const vp = v[p * n + k]!;
    const vq = v[q * n + k]!;
    v[p * n + k] = c * vp - s * vq;
    v[q * n + k] = s * vp + c * vq;
  }
  return true;
}

function sortEigen(a: Float64Array, v: Float64Array, n: number): SymmetricEigen {
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i * n + i]! - a[j * n + j]!);
  const values = Float64Array.from(order, (i) => a[i * n + i]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    vectors.set(v.subarray(from * n, from * n + n), to * n);
  });
  return { values, vectors };
}
