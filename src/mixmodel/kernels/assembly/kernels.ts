// The transforms and panel dot products in WebAssembly SIMD, compiled by AssemblyScript (`npm run kernels`).
// Every function works on the module's own memory, on arrays of doubles given by their byte offset. Two periods (or
// rows) stand in the two lanes. Nothing here allocates: offsets are handed out by the caller.

// exp and log: as the functions of the C library, reduction and polynomial, but two at a time and without branches.
// Both are within 1e−14 of the engine's own (tested).

const LOG2E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const SQRT_HALF_BITS: i64 = 0x3fe6a09e667f3bcd;
/** 2^52 + 2^51: added to a small whole number, it leaves that number in the low bits. */
const WHOLE: f64 = 6755399441055744.0;
const WHOLE_BITS: i64 = 0x4338000000000000;

/** e^x for x ≤ 0; below −708, e^−708. */
@inline
function exp2lanes(x: v128): v128 {
  const bounded = f64x2.max(x, f64x2.splat(-708.0));
  const k = f64x2.nearest(f64x2.mul(bounded, f64x2.splat(LOG2E)));
  const high = f64x2.sub(bounded, f64x2.mul(k, f64x2.splat(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(k, f64x2.splat(LN2_LOW)));
  // Taylor to the 11th power in Estrin's order (short chains): |r| ≤ ln 2 ÷ 2 leaves 7e−15.
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = f64x2.add(f64x2.splat(1.0), r);
  const b = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, f64x2.splat(1.0 / 6.0)));
  const c = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(r, f64x2.splat(1.0 / 120.0)));
  const d = f64x2.add(f64x2.splat(1.0 / 720.0), f64x2.mul(r, f64x2.splat(1.0 / 5040.0)));
  const e = f64x2.add(f64x2.splat(1.0 / 40320.0), f64x2.mul(r, f64x2.splat(1.0 / 362880.0)));
  const g = f64x2.add(f64x2.splat(1.0 / 3628800.0), f64x2.mul(r, f64x2.splat(1.0 / 39916800.0)));
  const top = f64x2.add(e, f64x2.mul(r2, g));
  const middle = f64x2.add(f64x2.add(c, f64x2.mul(r2, d)), f64x2.mul(r4, top));
  const p = f64x2.add(f64x2.add(a, f64x2.mul(r2, b)), f64x2.mul(r4, middle));
  // 2^k by its exponent bits: adding 2^52 + 2^51 puts the whole number into the low bits.
  const whole = f64x2.add(k, f64x2.splat(WHOLE));
  return f64x2.mul(p, i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52));
}

/** The exponent k of x = 2^k · m with m in [√½, √2), for normal positive x. */
@inline
function exponent(x: v128): v128 {
  return i64x2.shr_s(i64x2.sub(x, i64x2.splat(SQRT_HALF_BITS)), 52);
}

/**
 * log x = k log 2 + log m, given f = m − 1 and s = f ÷ (2 + f): log m = 2 artanh s = f − (f²/2 − s (f²/2 + R)) as in
 * fdlibm, which keeps the digits near m = 1. R to the 8th power of s² ≤ 0.0295 leaves 1e−14.
 */
@inline
function logOfParts(k: v128, f: v128, s: v128): v128 {
  // The small whole number k as a double.
  const kf = f64x2.sub(i64x2.add(k, i64x2.splat(WHOLE_BITS)), f64x2.splat(WHOLE));
  const z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  const z4 = f64x2.mul(z2, z2);
  const a = f64x2.add(f64x2.splat(2.0 / 3.0), f64x2.mul(z, f64x2.splat(2.0 / 5.0)));
  const b = f64x2.add(f64x2.splat(2.0 / 7.0), f64x2.mul(z, f64x2.splat(2.0 / 9.0)));
  const c = f64x2.add(f64x2.splat(2.0 / 11.0), f64x2.mul(z, f64x2.splat(2.0 / 13.0)));
  const d = f64x2.add(f64x2.splat(2.0 / 15.0), f64x2.mul(z, f64x2.splat(2.0 / 17.0)));
  const p = f64x2.add(f64x2.add(a, f64x2.mul(z2, b)), f64x2.mul(z4, f64x2.add(c, f64x2.mul(z2, d))));
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const low = f64x2.add(f64x2.mul(s, f64x2.add(half, f64x2.mul(p, z))), f64x2.mul(kf, f64x2.splat(LN2_LOW)));
  return f64x2.add(f64x2.mul(kf, f64x2.splat(LN2_HIGH)), f64x2.sub(f, f64x2.sub(half, low)));
}

/**
 * Hill saturation f = u^s ÷ (u^s + k^s) with its derivatives by the adstock parameter (through du), k and s.
 * Rows are even in number; without media everything is 0.
 */
export function hill(
  rows: i32,
  u: usize,
  du: usize,
  half: f64,
  slope: f64,
  f: usize,
  fAlpha: usize,
  fHalf: usize,
  fSlope: usize,
): void {
  const logHalf = f64x2.splat(logOf(half));
  const slopes = f64x2.splat(slope);
  const byHalf = f64x2.splat(-slope / half);
  const one = f64x2.splat(1.0);
  const zero = f64x2.splat(0.0);
  // The smallest number whose logarithm is still that of a normal one.
  const tiny = f64x2.splat(2.2250738585072014e-308);
  const bytes = <usize>rows << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(u + at);
    const some = f64x2.ge(x, tiny);
    const safe = v128.bitselect(x, one, some);
    // One division gives both (m − 1) ÷ (m + 1) for the logarithm and 1 ÷ x = 2^−k ÷ m.
    const k = exponent(safe);
    const m = i64x2.sub(safe, i64x2.shl(k, 52));
    const above = f64x2.add(one, m);
    const q = f64x2.div(one, f64x2.mul(above, m));
    const less = f64x2.sub(m, one);
    const logX = logOfParts(k, less, f64x2.mul(f64x2.mul(less, m), q));
    const inverseX = i64x2.sub(f64x2.mul(above, q), i64x2.shl(k, 52));
    const logRatio = f64x2.sub(logX, logHalf);
    const z = f64x2.mul(slopes, logRatio);
    // e^(−|z|) cannot overflow, and f(1 − f) keeps its digits at both ends.
    const e = exp2lanes(f64x2.neg(f64x2.abs(z)));
    const inverse = f64x2.div(one, f64x2.add(one, e));
    const w = f64x2.mul(f64x2.mul(e, inverse), inverse);
    const low = f64x2.lt(z, zero);
    const value = v128.bitselect(f64x2.mul(e, inverse), inverse, low);
    v128.store(f + at, v128.and(value, some));
    const byU = f64x2.mul(f64x2.mul(w, slopes), inverseX);
    v128.store(fAlpha + at, v128.and(f64x2.mul(byU, v128.load(du + at)), some));
    v128.store(fHalf + at, v128.and(f64x2.mul(w, byHalf), some));
    v128.store(fSlope + at, v128.and(f64x2.mul(w, logRatio), some));
  }
}

/** Hill with slope 1: f = u ÷ (u + k); no derivative by the slope. */
export function hillOfSlopeOne(
  rows: i32,
  u: usize,
  du: usize,
  half: f64,
  f: usize,
  fAlpha: usize,
  fHalf: usize,
): void {
  const halves = f64x2.splat(half);
  const one = f64x2.splat(1.0);
  const bytes = <usize>rows << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(u + at);
    const inverse = f64x2.div(one, f64x2.add(x, halves));
    const share = f64x2.mul(x, inverse);
    v128.store(f + at, share);
    v128.store(fAlpha + at, f64x2.mul(f64x2.mul(f64x2.mul(halves, inverse), inverse), v128.load(du + at)));
    v128.store(fHalf + at, f64x2.neg(f64x2.mul(share, inverse)));
  }
}

/** Logistic saturation f = (1 − e^(−λu)) ÷ (1 + e^(−λu)) = tanh(λu ÷ 2). */
export function logistic(
  rows: i32,
  u: usize,
  du: usize,
  rate: f64,
  f: usize,
  fAlpha: usize,
  fRate: usize,
): void {
  const rates = f64x2.splat(rate);
  const one = f64x2.splat(1.0);
  const two = f64x2.splat(2.0);
  const bytes = <usize>rows << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(u + at);
    const y = f64x2.mul(rates, x);
    const e = exp2lanes(f64x2.neg(y));
    const inverse = f64x2.div(one, f64x2.add(one, e));
    const w = f64x2.mul(f64x2.mul(f64x2.mul(two, e), inverse), inverse);
    // 1 − e^(−y) loses its digits for small y: there y(1 − y/2 + y²/6 − …), to the 10th power at y < ¼.
    let p = f64x2.splat(1.0 / 39916800.0);
    p = f64x2.sub(f64x2.splat(1.0 / 3628800.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 362880.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 40320.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 5040.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 720.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 120.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 24.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(1.0 / 6.0), f64x2.mul(p, y));
    p = f64x2.sub(f64x2.splat(0.5), f64x2.mul(p, y));
    p = f64x2.sub(one, f64x2.mul(p, y));
    const near = f64x2.mul(p, y);
    const rise = v128.bitselect(near, f64x2.sub(one, e), f64x2.lt(y, f64x2.splat(0.25)));
    v128.store(f + at, f64x2.mul(rise, inverse));
    v128.store(fAlpha + at, f64x2.mul(f64x2.mul(rates, w), v128.load(du + at)));
    v128.store(fRate + at, f64x2.mul(x, w));
  }
}

/**
 * Geometric adstock by recursion with its derivative by α, of one series; the arguments are those of the JavaScript
 * kernel, which also works out the sums of weights.
 */
export function geometricAdstock(
  rows: i32,
  media: usize,
  before: f64,
  alpha: f64,
  window: i32,
  lastWeight: f64,
  lastWeightSlope: f64,
  sum: f64,
  sumSlope: f64,
  scale: f64,
  drift: f64,
  negligible: f64,
  value: usize,
  slope: usize,
): void {
  let s = before * sum;
  let ds = before * sumSlope;
  let dark = before == 0.0 ? window : 0;
  for (let t = 0; t < rows; t++) {
    const at = <usize>t << 3;
    const x = load<f64>(media + at);
    const leaving = t >= window ? load<f64>(media + (<usize>(t - window) << 3)) : before;
    ds = s + alpha * ds - lastWeightSlope * leaving;
    s = x + alpha * s - lastWeight * leaving;
    dark = x == 0.0 ? dark + 1 : 0;
    if (dark >= window || s < negligible) {
      s = 0.0;
      ds = 0.0;
    }
    const a = s * scale;
    store<f64>(value + at, a);
    store<f64>(slope + at, ds * scale - a * drift);
  }
}

/** Both lanes of a sum and what an odd last period adds. */
@inline
function total(lanes: v128, last: f64): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1) + last;
}

/**
 * Products of every media column with every column of a block `(columns × periods)`, both triangles written; columns
 * are a multiple of four. See `mediaGram` of the JavaScript kernels.
 */
export function mediaGram(block: usize, media: i32, columns: i32, periods: i32, gram: usize): void {
  const stride = <usize>periods << 3;
  const paired = (<usize>periods & ~1) << 3;
  for (let i = 0; i < media; i += 2) {
    const first = block + <usize>i * stride;
    const second = first + stride;
    for (let j = i - (i % 4); j < columns; j += 4) {
      const b0 = block + <usize>j * stride;
      const b1 = b0 + stride;
      const b2 = b1 + stride;
      const b3 = b2 + stride;
      let s00 = f64x2.splat(0.0);
      let s01 = s00;
      let s02 = s00;
      let s03 = s00;
      let s10 = s00;
      let s11 = s00;
      let s12 = s00;
      let s13 = s00;
      for (let at: usize = 0; at < paired; at += 16) {
        const x = v128.load(first + at);
        const y = v128.load(second + at);
        const c0 = v128.load(b0 + at);
        const c1 = v128.load(b1 + at);
        const c2 = v128.load(b2 + at);
        const c3 = v128.load(b3 + at);
        s00 = f64x2.add(s00, f64x2.mul(x, c0));
        s01 = f64x2.add(s01, f64x2.mul(x, c1));
        s02 = f64x2.add(s02, f64x2.mul(x, c2));
        s03 = f64x2.add(s03, f64x2.mul(x, c3));
        s10 = f64x2.add(s10, f64x2.mul(y, c0));
        s11 = f64x2.add(s11, f64x2.mul(y, c1));
        s12 = f64x2.add(s12, f64x2.mul(y, c2));
        s13 = f64x2.add(s13, f64x2.mul(y, c3));
      }
      let x = 0.0;
      let y = 0.0;
      let c0 = 0.0;
      let c1 = 0.0;
      let c2 = 0.0;
      let c3 = 0.0;
      if (paired < stride) {
        x = load<f64>(first + paired);
        y = load<f64>(second + paired);
        c0 = load<f64>(b0 + paired);
        c1 = load<f64>(b1 + paired);
        c2 = load<f64>(b2 + paired);
        c3 = load<f64>(b3 + paired);
      }
      const row = gram + (<usize>(i * columns + j) << 3);
      const next = row + (<usize>columns << 3);
      store<f64>(row, total(s00, x * c0));
      store<f64>(row, total(s01, x * c1), 8);
      store<f64>(row, total(s02, x * c2), 16);
      store<f64>(row, total(s03, x * c3), 24);
      store<f64>(next, total(s10, y * c0));
      store<f64>(next, total(s11, y * c1), 8);
      store<f64>(next, total(s12, y * c2), 16);
      store<f64>(next, total(s13, y * c3), 24);
    }
  }
  for (let i = 0; i < media; i++) {
    for (let j = i + 1; j < columns; j++) {
      store<f64>(gram + (<usize>(j * columns + i) << 3), load<f64>(gram + (<usize>(i * columns + j) << 3)));
    }
  }
}

/**
 * out[c, t] = Σ_k weights[c, k] · block[k, t] for the media columns c. See `mediaAdjoint` of the JavaScript kernels.
 * @param out,stride rows of the result and the bytes between them
 */
export function mediaAdjoint(
  block: usize,
  media: i32,
  columns: i32,
  periods: i32,
  weights: usize,
  out: usize,
  stride: usize,
): void {
  const width = <usize>periods << 3;
  const paired = (<usize>periods & ~1) << 3;
  for (let c = 0; c < media; c += 2) {
    const first = out + <usize>c * stride;
    const both = c + 1 < media;
    const second = both ? first + stride : first;
    for (let k = 0; k < columns; k += 4) {
      const b0 = block + <usize>k * width;
      const b1 = b0 + width;
      const b2 = b1 + width;
      const b3 = b2 + width;
      const row = weights + (<usize>(c * columns + k) << 3);
      const next = row + (<usize>columns << 3);
      const w0 = f64x2.splat(load<f64>(row));
      const w1 = f64x2.splat(load<f64>(row, 8));
      const w2 = f64x2.splat(load<f64>(row, 16));
      const w3 = f64x2.splat(load<f64>(row, 24));
      let v0 = f64x2.splat(0.0);
      let v1 = v0;
      let v2 = v0;
      let v3 = v0;
      if (both) {
        v0 = f64x2.splat(load<f64>(next));
        v1 = f64x2.splat(load<f64>(next, 8));
        v2 = f64x2.splat(load<f64>(next, 16));
        v3 = f64x2.splat(load<f64>(next, 24));
      }
      for (let at: usize = 0; at < paired; at += 16) {
        const c0 = v128.load(b0 + at);
        const c1 = v128.load(b1 + at);
        const c2 = v128.load(b2 + at);
        const c3 = v128.load(b3 + at);
        const a = f64x2.add(f64x2.mul(w0, c0), f64x2.mul(w1, c1));
        const b = f64x2.add(f64x2.mul(w2, c2), f64x2.mul(w3, c3));
        const sum = f64x2.add(a, b);
        v128.store(first + at, k == 0 ? sum : f64x2.add(v128.load(first + at), sum));
        if (both) {
          const d = f64x2.add(f64x2.mul(v0, c0), f64x2.mul(v1, c1));
          const e = f64x2.add(f64x2.mul(v2, c2), f64x2.mul(v3, c3));
          const other = f64x2.add(d, e);
          v128.store(second + at, k == 0 ? other : f64x2.add(v128.load(second + at), other));
        }
      }
      if (paired < width) {
        const c0 = load<f64>(b0 + paired);
        const c1 = load<f64>(b1 + paired);
        const c2 = load<f64>(b2 + paired);
        const c3 = load<f64>(b3 + paired);
        const sum = load<f64>(row) * c0 + load<f64>(row, 8) * c1 + (load<f64>(row, 16) * c2 + load<f64>(row, 24) * c3);
        store<f64>(first + paired, k == 0 ? sum : load<f64>(first + paired) + sum);
        if (both) {
          const other =
            load<f64>(next) * c0 + load<f64>(next, 8) * c1 + (load<f64>(next, 16) * c2 + load<f64>(next, 24) * c3);
          store<f64>(second + paired, k == 0 ? other : load<f64>(second + paired) + other);
        }
      }
    }
  }
}

// log by the same code as the lanes, so that a ratio of equal numbers has logarithm 0 exactly.
function logOf(x: f64): f64 {
  const lanes = f64x2.splat(x);
  const k = exponent(lanes);
  const m = i64x2.sub(lanes, i64x2.shl(k, 52));
  const less = f64x2.sub(m, f64x2.splat(1.0));
  const q = f64x2.div(f64x2.splat(1.0), f64x2.mul(f64x2.add(f64x2.splat(1.0), m), m));
  return f64x2.extract_lane(logOfParts(k, less, f64x2.mul(f64x2.mul(less, m), q)), 0);
}
