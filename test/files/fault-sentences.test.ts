import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasMessage } from '../../src/language/index.js';

const room = new URL('../../src/files/', import.meta.url);

/** Codes as they stand in the sources: what a fault is made with, and the messages of the schemas. */
function codesInSources(): string[] {
  const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, room), 'utf8'));
  const made = /(?:\b(?:fault|say|sayOfKey|known|inOrder|refuse)|#say|#refuse)\(\s*'([a-z]+(?:-[a-z0-9]+)+)'/g;
  const told = /'(bad-[a-z-]+|text-[a-z-]+|yaml-[a-z]+|draft-no-[a-z]+|nested-too-deep|too-[a-z]+|number-too-[a-z]+)'/g;
  return [
    ...new Set(
      sources.flatMap((source) => [...source.matchAll(made), ...source.matchAll(told)].map((match) => match[1]!)),
    ),
  ];
}

describe('the sentences of faults', () => {
  it('are there for every fault that this room can make', () => {
    const codes = codesInSources();
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => !hasMessage(`fault.${code}.why`))).toEqual([]);
  });
});
