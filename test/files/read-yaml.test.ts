import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, plainValue, type Node } from '../../src/files/positioned-tree.js';
import { readYaml } from '../../src/files/read-yaml.js';
import { codes, placed } from './samples.js';

function treeOf(text: string): Node {
  const { tree, faults } = readYaml(text, 'f.yaml');
  expect(faults).toEqual([]);
  expect(tree).not.toBeNull();
  return tree!;
}

describe('readYaml', () => {
  it('knows where every key and value stands', () => {
    const tree = treeOf('a: 1\nb:\n  - {c: x}\n  - d\n');
    expect(placeOf(tree, ['b', 0, 'c'])).toMatchObject({ line: 3, column: 9, path: 'b.0.c' });
    expect(placeOf(tree, ['b', 0, 'c'], 'key')).toMatchObject({ line: 3, column: 6 });
    expect(placeOf(tree, ['b', 1])).toMatchObject({ line: 4, column: 5 });
  });

  it('places what is missing at the part that would hold it', () => {
    const tree = treeOf('a: 1\nb:\n  c: 2\n');
    expect(placeOf(tree, ['b', 'd'])).toMatchObject({ line: 3, column: 3, path: 'b.d' });
  });

  it('reads the same data from JSON, indented by tabs too', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 4, noUnicodeString: false })),
        (value) => {
          const text = JSON.stringify({ ...value, end: 1 }, null, '\t');
          const { tree, faults } = readYaml(text, 'f.json');
          // An empty key is a fault of its own.
          fc.pre(faults.length === 0);
          expect(plainValue(tree!)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('leaves words and dates as text that YAML 1.1 would turn into something else', () => {
    expect(plainValue(treeOf('{a: no, b: on, c: 2025-09-29, d: 1_000, e: 12:30}'))).toEqual({
      a: 'no',
      b: 'on',
      c: '2025-09-29',
      d: '1_000',
      e: '12:30',
    });
  });

  it('reports every syntax error', () => {
    const { tree, faults } = readYaml('a: [1, 2\nb: "x\nc: }\n', 'f.yaml');
    expect(tree).toBeNull();
    expect(faults.length).toBeGreaterThan(1);
    expect(new Set(codes(faults))).toEqual(new Set(['yaml-syntax']));
  });

  it('reports duplicate keys beside each other fault, and goes on', () => {
    const { tree, faults } = readYaml('a: 1\nb: 2\na: 3\n', 'f.yaml');
    expect(placed(faults)).toEqual(['duplicate-key 3:1']);
    expect(plainValue(tree!)).toEqual({ a: 1, b: 2 });
  });

  it.each([
    ['a tab as indent', 'a:\n\tb: 1\n', 'yaml-tab'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'yaml-syntax'],
    ['a tag', 'a: !!binary aGk=\n', 'yaml-syntax'],
    ['another YAML', '%YAML 1.1\n---\na: yes\n', 'yaml-version'],
    ['a list as key', '[1, 2]: x\n', 'key-not-text'],
    ['the prototype as key', '__proto__: {a: 1}\n', 'key-not-text'],
    ['an alias without anchor', 'a: *b\n', 'alias-unknown'],
  ])('refuses %s', (_, text, code) => {
    expect(codes(readYaml(text, 'f.yaml').faults)).toContain(code);
  });

  it('follows anchors and aliases', () => {
    expect(plainValue(treeOf('a: &x {b: 1}\nc: [*x, *x]\n'))).toEqual({ a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] });
  });

  it('reads a byte-order mark and bytes', () => {
    const bytes = new TextEncoder().encode('\uFEFFa: 预算\n');
    expect(plainValue(readYaml(bytes, 'f.yaml').tree!)).toEqual({ a: '预算' });
    expect(codes(readYaml(new Uint8Array([0x61, 0xff, 0xfe]), 'f.yaml').faults)).toEqual(['text-not-utf8']);
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '- ',
      '? ',
      ': ',
      'a',
      '\n',
      '  ',
      '"',
      "'",
      '&a ',
      '*a',
      '|',
      '>',
      '!',
      '#',
      '%',
      '---',
      '\t',
      ',',
      '0',
      '预',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
        (text) => {
          const { tree, faults } = readYaml(text, 'f.yaml');
          expect(tree !== null || faults.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
