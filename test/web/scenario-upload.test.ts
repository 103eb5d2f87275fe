import { describe, expect, it } from 'vitest';
import { scenarioUpload } from '../../src/web/scenario-upload.js';

const files = (entries: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(entries).map(([name, text]) => [name, new TextEncoder().encode(text)]));
const mainOf = (entries: Record<string, string>): string | undefined =>
  scenarioUpload({ files: files(entries), fields: {}, faults: [] }).value?.main;

describe('which file is the scenario', () => {
  it('is the one of scenario form beside its tables', () => {
    expect(mainOf({ 'q4.csv': 'a,b', 'q4.yaml': 'id: q4' })).toBe('q4.yaml');
  });

  it('is the one that no other builds upon', () => {
    const parent = 'schema: mixplan/scenario@1\nid: base\n';
    const child = 'schema: mixplan/scenario@1\nid: child\nparent: base\n';
    expect(mainOf({ 'a.yaml': parent, 'b.yaml': child })).toBe('b.yaml');
    expect(mainOf({ 'b.json': '{"id": "child",\n "parent": "base"}', 'a.json': '{"id": "base"}' })).toBe('b.json');
  });

  it('is what there is, when nothing looks like one', () => {
    expect(mainOf({ 'plan.xlsx': 'PK' })).toBe('plan.xlsx');
  });

  it('is the pasted text, with line ends as its writer counts them', () => {
    const { value } = scenarioUpload({
      files: files({ 'q4.csv': 'a' }),
      fields: { text: 'id: a\r\nb: c' },
      faults: [],
    });
    expect(value?.main).toBe('scenario.yaml');
    expect(new TextDecoder().decode(value?.files.get('scenario.yaml'))).toBe('id: a\nb: c');
    expect(value?.files.has('q4.csv')).toBe(true);
  });

  it('is nothing where nothing was sent', () => {
    const { value, faults } = scenarioUpload({ files: new Map(), fields: { text: ' \r\n' }, faults: [] });
    expect(value).toBeNull();
    expect(faults.map((fault) => fault.code)).toEqual(['upload-nothing']);
  });
});
