import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normaliseModelFile, readModelFile } from '../../src/files/index.js';

const shipped = ['national-retailer', 'cn-brand'].map((name) => {
  const path = `models/${name}/model.yaml`;
  return [name, readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')] as const;
});
const short = `schema: mixplan/model@1
id: short
title: "Short"
data: {file: data.csv, date: week}
kpis: [{id: sales, column: sales, kind: revenue}]
channels:
  - {id: tv, spend: tv}
  - {id: radio, spend: radio, saturation: {kind: logistic}}
  - {id: video, spend: video, reach: video_reach, frequency: video_frequency, adstock: {kind: delayed}}
  - {id: social, spend: social, order: saturation_first, adstock: {kind: weibull_cdf}, effect: {marginal_roi: 1}}
  - {id: print, spend: print, adstock: {kind: binomial, normalised: false}}
organic:
  - {id: letters, reach: letters, frequency: letters_opened, adstock: {kind: weibull_pdf, scale: 2}}
`;

describe('a model file with everything filled in', () => {
  it.each([...shipped, ['short', short] as const])('%s: reads as the same model and leaves nothing out', (_, text) => {
    const before = readModelFile(text, 'model.yaml');
    expect(before.faults).toEqual([]);
    const normalised = normaliseModelFile(text, 'model.yaml');
    const after = readModelFile(normalised ?? '', 'model.yaml');
    expect(after.value).toEqual(before.value);
    expect(after.defaultsUsed.filter((used) => used.value !== null)).toEqual([]);
    expect(before.defaultsUsed.length).toBeGreaterThan(5);
  });

  it('is the same when filled in again', () => {
    const once = normaliseModelFile(short, 'model.yaml');
    expect(normaliseModelFile(once ?? '', 'model.yaml')).toBe(once);
  });

  it('is none where the text is no model file', () => {
    expect(normaliseModelFile('title: [', 'x.yaml')).toBeNull();
    expect(normaliseModelFile('schema: mixplan/scenario@1', 'x.yaml')).toBeNull();
  });
});
