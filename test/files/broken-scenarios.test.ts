import { describe, expect, it } from 'vitest';
import { brokenFiles, goodLines } from './broken-scenarios.js';
import { placed, readSample, samplePanel, sampleSpec } from './samples.js';

const panel = samplePanel(sampleSpec());
const model = (id: string | null) =>
  Promise.resolve(id === 'shop' ? { spec: sampleSpec(), grain: panel.grain, panel } : null);

describe('a hundred broken scenario files', () => {
  it('come from one that is good', async () => {
    const { faults, value } = await readSample(`${goodLines.join('\n')}\n`, { model });
    expect(placed(faults)).toEqual([]);
    expect(value).not.toBeNull();
  });

  it('have every planted fault named at its line, all at once, and give nothing to go on with', async () => {
    const files = brokenFiles(100, 4);
    expect(new Set(files.map(({ planted }) => planted.length))).toEqual(new Set([1, 2, 3, 4, 5]));
    const missing: string[] = [];
    for (const { text, planted } of files) {
      const { faults, value } = await readSample(text, { model });
      const found = placed(faults).map((one) => one.replace(/:\d+$/, ''));
      missing.push(...planted.map(({ code, line }) => `${code} ${line}`).filter((one) => !found.includes(one)));
      expect(value).toBeNull();
    }
    expect(missing).toEqual([]);
  });
});
