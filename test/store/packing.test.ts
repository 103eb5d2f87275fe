import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/store/index.js';
import { pack, unpack } from '../../src/store/packing.js';

const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_@.-]{0,8}$/);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.float64Array(),
    fc.uint8Array(),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('pack and unpack', () => {
  it('give back an equal value', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(unpack(pack(value))).toStrictEqual(value);
      }),
    );
  });

  it('lay numbers out in little-endian float64, in the order met', () => {
    const { block, json } = pack({ b: Float64Array.of(1), a: [Float64Array.of(-2, 0.5)] });
    expect(Buffer.from(block).toString('hex')).toBe('000000000000f03f00000000000000c0000000000000e03f');
    expect(JSON.parse(json)).toEqual({ b: { $f64: [0, 1] }, a: [{ $f64: [1, 2] }] });
  });

  it('refuse what cannot come back', () => {
    expect(() => pack({ when: new Date(0) })).toThrow(/Date/);
    expect(() => pack({ $f64: 1 })).toThrow(/\$f64/);
    expect(() => pack(new Float32Array(1))).toThrow(/Float32Array/);
  });
});

describe('a fingerprint', () => {
  it('is the same for equal values, whatever the order of keys', () => {
    expect(fingerprintOf({ a: 1, b: [true, null] })).toBe(fingerprintOf({ b: [true, null], a: 1 }));
    expect(fingerprintOf({ a: 1, b: undefined })).toBe(fingerprintOf({ a: 1 }));
  });

  it('is another one for different values', () => {
    const values = [
      '1',
      1,
      true,
      'true',
      null,
      [],
      {},
      [1],
      [[1]],
      ['1', ''],
      ['', '1'],
      { a: 1 },
      ['a', 1],
      Float64Array.of(1),
      Uint8Array.of(1),
    ];
    expect(new Set(values.map(fingerprintOf)).size).toBe(values.length);
  });

  it('survives a copy', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(fingerprintOf(structuredClone(value))).toBe(fingerprintOf(value));
      }),
    );
  });

  it('is SHA-256 of a tagged text', () => {
    expect(fingerprintOf('x')).toBe(createHash('sha256').update('s1:x').digest('hex'));
  });
});
