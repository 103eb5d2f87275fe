import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskSource } from '../../src/jobs/sources/disk-source.js';
import { uploadSource } from '../../src/jobs/sources/upload-source.js';

describe('files on disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mixplan-sources-'));
    mkdirSync(join(folder, 'models'));
    writeFileSync(join(folder, 'models/model.yaml'), 'x');
    writeFileSync(join(folder, 'models/other.yml'), 'y');
    writeFileSync(join(folder, 'models/data.csv'), 'a,b\n');
    writeFileSync(join(folder, 'huge.csv'), '');
    truncateSync(join(folder, 'huge.csv'), 60 * 1024 * 1024);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are found relative to the folder, then to the file that names them', async () => {
    const source = diskSource(folder);
    const model = await source.read('models/model.yaml');
    expect(model.value).toMatchObject({ name: 'models/model.yaml' });
    const data = await source.read('data.csv', 'models/model.yaml');
    expect(Buffer.from(data.value?.bytes ?? []).toString()).toBe('a,b\n');
    expect(data.value?.name).toBe('models/data.csv');
    expect((await source.read(join(folder, 'models/data.csv'), 'models/model.yaml')).value?.bytes).toHaveLength(4);
  });

  it('have neighbours of the kinds a scenario may have', async () => {
    expect(await diskSource(folder).neighbours('models/model.yaml')).toEqual(['models/other.yml']);
  });

  it.each([
    ['none.yaml', 'file-missing'],
    ['models', 'file-is-directory'],
    ['/dev/zero', 'file-not-regular'],
    ['huge.csv', 'file-too-large'],
    ['a\0b', 'file-missing'],
    ['models/model.yaml/x', 'file-missing'],
  ])('refuse %j', async (name, code) => {
    const { value, faults } = await diskSource(folder).read(name);
    expect(value).toBeNull();
    expect(faults.map((fault) => fault.code)).toEqual([code]);
  });
});

describe('files of an upload', () => {
  const source = uploadSource(
    new Map([
      ['model.yaml', Uint8Array.of(1)],
      ['data.csv', Uint8Array.of(2)],
      ['b.yml', Uint8Array.of(3)],
    ]),
  );

  it('are found by their bare name', async () => {
    expect((await source.read('data.csv', 'model.yaml')).value?.bytes).toEqual(Uint8Array.of(2));
    expect(await source.neighbours('model.yaml')).toEqual(['b.yml']);
  });

  it.each(['../data.csv', '/etc/passwd', '../../etc/passwd', './data.csv', 'DATA.csv', ''])(
    'open nothing for %j',
    async (name) => {
      const { value, faults } = await source.read(name, 'model.yaml');
      expect(value).toBeNull();
      expect(faults[0]?.code).toBe('file-not-uploaded');
    },
  );
});
