/** Sorting by bits: several times faster than comparing, and it keeps track of who was where. */

const digitBits = 11;
const buckets = 2 ** digitBits;

/**
 * The places of the values from the least to the greatest, equal ones in their old order. Finite values only.
 * Least-significant-digit radix sort of the IEEE bits, made monotone by flipping the sign bit of positives and every
 * bit of negatives.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  const { low, high } = sortableBits(values);
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let spare = new Uint32Array(count);
  const starts = new Uint32Array(buckets);
  for (let shift = 0; shift < 64; shift += digitBits) {
    starts.fill(0);
    for (let i = 0; i < count; i++) {
      const digit = digitAt(low, high, i, shift);
      starts[digit] = starts[digit]! + 1;
    }
    let sum = 0;
    for (let digit = 0; digit < buckets; digit++) {
      const size = starts[digit]!;
      starts[digit] = sum;
      sum += size;
    }
    for (let i = 0; i < count; i++) {
      const place = order[i]!;
      const digit = digitAt(low, high, place, shift);
      const to = starts[digit]!;
      starts[digit] = to + 1;
      spare[to] = place;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** The values in the order given. */
export function gather(values: Float64Array, order: Uint32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
  return out;
}

function digitAt(low: Uint32Array, high: Uint32Array, i: number, shift: number): number {
  // The digit that straddles the two words takes its bits from both.
  if (shift >= 32) return (high[i]! >>> (shift - 32)) & (buckets - 1);
  const bits = low[i]! >>> shift;
  return (shift + digitBits > 32 ? bits | (high[i]! << (32 - shift)) : bits) & (buckets - 1);
}

function sortableBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const count = values.length;
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < count; i++) {
    // Adding zero turns −0 into 0, which compares equal to it.
    one[0] = values[i]! + 0;
    const negative = words[1]! >>> 31 === 1;
    low[i] = negative ? ~words[0]! : words[0]!;
    high[i] = negative ? ~words[1]! : words[1]! ^ 0x80000000;
  }
  return { low, high };
}
