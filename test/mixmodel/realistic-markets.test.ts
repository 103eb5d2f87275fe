import { expect, it } from 'vitest';
import { findingsOf, studyMarket } from '../truth/realistic-markets.js';

/** The short form of test/truth/realistic-markets.truth.test.ts: one market of three kinds. */
it('trusts what a clean market shows, and neither flat channels nor a broken level', async () => {
  const clean = findingsOf([await studyMarket('clean', 1)]);
  expect(clean).toMatchObject({ missedGates: 0, nullFound: 1, capped: 0 });
  expect(clean.variedTrusted).toBeGreaterThanOrEqual(0.6);
  const unclear = findingsOf([await studyMarket('flat or collinear', 1)]);
  expect(unclear.unclearTrusted).toBe(0);
  expect(findingsOf([await studyMarket('broken', 1)]).capped).toBe(1);
}, 180_000);
