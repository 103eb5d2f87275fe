/**
 * Hash of a list of names and numbers into 128 bits, to seed random streams and keyed noise.
 *
 * Four 32-bit lanes with the multiply-rotate rounds of MurmurHash3 (Austin Appleby, public domain); not for secrets.
 * Parts are tagged and closed by their length, so that ('ab', 'c') and ('a', 'bc'), or 1 and '1', differ.
 */
export type KeyPart = string | number;

/** Four words; a key can be extended by more parts. */
export type Key = Int32Array;

const textTag = 0x74657874;
const numberTag = 0x6e756d62;
const float = new Float64Array(1);
const words = new Int32Array(float.buffer);

/** The key of these parts, in this order. */
export function keyOf(...parts: KeyPart[]): Key {
  return extendKey(Int32Array.of(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), ...parts);
}

/** `extendKey(keyOf(a), b)` equals `keyOf(a, b)`. */
export function extendKey(key: Key, ...parts: (KeyPart | Key)[]): Key {
  const lanes = new Int32Array(4);
  lanes.set(key);
  for (const part of parts) {
    if (typeof part === 'number') absorbNumber(lanes, part);
    else if (typeof part === 'string') absorbText(lanes, part);
    else for (const word of part) absorb(lanes, word);
    scramble(lanes);
  }
  return lanes;
}

function absorbNumber(lanes: Key, value: number): void {
  // Adding zero turns −0 into 0: they are one number to every caller.
  float[0] = value + 0;
  absorb(lanes, numberTag);
  absorb(lanes, words[0]!);
  absorb(lanes, words[1]!);
}

function absorbText(lanes: Key, text: string): void {
  absorb(lanes, textTag);
  for (let i = 0; i < text.length; i++) absorb(lanes, text.charCodeAt(i));
  absorb(lanes, text.length);
}

function absorb(lanes: Key, word: number): void {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  k = Math.imul(k, 0x1b873593);
  const a = rotated(lanes[0]! ^ k, 13) + lanes[1]!;
  const b = rotated(lanes[1]! + k, 17) ^ lanes[2]!;
  const c = rotated(lanes[2]! ^ Math.imul(k, 0x85ebca6b), 11) + lanes[3]!;
  const d = rotated(lanes[3]! + Math.imul(k, 0xc2b2ae35), 19) ^ a;
  lanes[0] = Math.imul(a, 5) + 0xe6546b64;
  lanes[1] = Math.imul(b, 5) + 0x561ccd1b;
  lanes[2] = Math.imul(c, 5) + 0x0bcaa747;
  lanes[3] = Math.imul(d, 5) + 0x96cd1c35;
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Every bit of every lane reaches every other lane; invertible, so that extending loses nothing. */
function scramble(lanes: Key): void {
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) {
      lanes[i] = avalanche(lanes[i]!);
      lanes[(i + 1) % 4] = lanes[(i + 1) % 4]! + lanes[i]!;
    }
  }
  for (let i = 0; i < 4; i++) lanes[i] = avalanche(lanes[i]!);
}

/** The finaliser of MurmurHash3. */
function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
