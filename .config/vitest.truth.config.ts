import { defineConfig } from 'vitest/config';

// The long statistical proofs: hours, not minutes. `npm test` runs a short form of each.
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/truth/**/*.truth.test.ts'],
    testTimeout: 6 * 3_600_000,
    hookTimeout: 3_600_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
