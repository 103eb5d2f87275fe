/**
 * Deterministic random streams, split by name from one seed.
 *
 * The same seed and names always give the same numbers, whatever other streams were made or used before, on
 * whatever thread. Generator: sfc32 (Chris Doty-Humphrey, PractRand), state seeded by a 128-bit key hash.
 */
import { extendKey, keyOf, type Key, type KeyPart } from './key-hash.js';
import { normalQuantile } from './normal.js';

/** All there is to a stream: four 32-bit words. Plain data, so it can be cloned to another thread. */
export type RandomState = Uint32Array;

export interface RandomStream {
  /** Uniform on the open interval (0, 1), 52 bits: never 0, never 1. */
  uniform(): number;
  /** Standard normal, by inversion: one uniform per number, nothing carried over. */
  normal(): number;
  /** Exponential with rate 1. */
  exponential(): number;
  /** Gamma with the given shape (> 0) and scale 1. */
  gamma(shape: number): number;
  /** Beta(a, b), a and b > 0. */
  beta(a: number, b: number): number;
  /** Uniform on 0 … n − 1, without the bias of a remainder. */
  integer(n: number): number;
  /** A uniformly random order of 0 … n − 1. */
  permutation(n: number): Uint32Array;
  /** A copy of the state, from which `resumeStream` goes on. */
  save(): RandomState;
}

const warmUpRounds = 15;

/** The stream belonging to this seed and these names. */
export function randomStream(seed: number, ...names: (string | number)[]): RandomStream {
  const key = keyOf(seed, ...names);
  // sfc32 wants its counter to start at one; the fourth word of the key goes into the first.
  const stream = new Sfc32(Uint32Array.of(key[0]! ^ Math.imul(key[3]!, 0x9e3779b1), key[1]!, key[2]!, 1));
  for (let round = 0; round < warmUpRounds; round++) stream.next();
  return stream;
}

/** The stream that goes on where `state` was saved. */
export function resumeStream(state: RandomState): RandomStream {
  return new Sfc32(state);
}

/**
 * A standard normal number that is a pure function of its key, for noise that must be the same wherever and in
 * whatever order it is asked for. `keyedNormal(keyOf(a, b), c)` equals `keyedNormal(a, b, c)`: hash the part that
 * stays the same once.
 */
export function keyedNormal(...parts: (KeyPart | Key)[]): number {
  const key = finished(parts);
  return normalQuantile(openUniform(key[0]!, key[1]!));
}

/** Uniform on (0, 1) as a pure function of its key; see `keyedNormal`. */
export function keyedUniform(...parts: (KeyPart | Key)[]): number {
  const key = finished(parts);
  return openUniform(key[0]!, key[1]!);
}

function finished(parts: (KeyPart | Key)[]): Key {
  const [first, ...rest] = parts;
  return first instanceof Int32Array ? extendKey(first, ...rest) : extendKey(keyOf(), ...parts);
}

/** 52 bits of two words, centred in their cell so that neither 0 nor 1 can come out. */
function openUniform(high: number, low: number): number {
  return ((high >>> 6) * 0x4000000 + (low >>> 6) + 0.5) * 2 ** -52;
}

class Sfc32 implements RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(state: RandomState) {
    this.a = state[0]! | 0;
    this.b = state[1]! | 0;
    this.c = state[2]! | 0;
    this.counter = state[3]! | 0;
  }

  next(): number {
    const out = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  uniform(): number {
    const high = this.next();
    return openUniform(high, this.next());
  }

  normal(): number {
    return normalQuantile(this.uniform());
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** Marsaglia & Tsang (2000); below shape 1 by the boost Gamma(a) = Gamma(a + 1) U^(1/a). */
  gamma(shape: number): number {
    if (!(shape > 0)) throw new RangeError(`invalid gamma shape; not > 0: ${shape}`);
    if (shape < 1) return this.gamma(shape + 1) * Math.exp(-this.exponential() / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(this.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  beta(a: number, b: number): number {
    if (a < 1 && b < 1) return this.smallBeta(a, b);
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  /** Jöhnk's method in logarithms: two gammas of tiny shape would both underflow to zero. */
  private smallBeta(a: number, b: number): number {
    for (;;) {
      const x = Math.log(this.uniform()) / a;
      const y = Math.log(this.uniform()) / b;
      const top = Math.max(x, y);
      const logSum = top + Math.log(Math.exp(x - top) + Math.exp(y - top));
      if (logSum <= 0) return Math.exp(x - logSum);
    }
  }

  integer(n: number): number {
    if (!(Number.isInteger(n) && n > 0 && n <= 2 ** 32)) throw new RangeError(`invalid n; not in 1 … 2³²: ${n}`);
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const word = this.next();
      if (word < limit) return word % n;
    }
  }

  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    return order;
  }

  save(): RandomState {
    return Uint32Array.of(this.a, this.b, this.c, this.counter);
  }
}
