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

/** Σ a_t b_t over an even number of rows. */
@inline
function dotLanes(rows: i32, a: usize, b: usize): f64 {
  let first = f64x2.splat(0.0);
  let second = f64x2.splat(0.0);
  const bytes = <usize>rows << 3;
  const paired = bytes & ~31;
  let at: usize = 0;
  for (; at < paired; at += 32) {
    first = f64x2.add(first, f64x2.mul(v128.load(a + at), v128.load(b + at)));
    second = f64x2.add(second, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)));
  }
  if (at < bytes) first = f64x2.add(first, f64x2.mul(v128.load(a + at), v128.load(b + at)));
  const total = f64x2.add(first, second);
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
}

export function dot(rows: i32, a: usize, b: usize): f64 {
  return dotLanes(rows, a, b);
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
