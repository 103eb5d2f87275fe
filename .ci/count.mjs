// Prints `passed failed skipped` of a vitest JSON report. A file that failed without a failing test of its own
// (it did not load, or a hook of it failed) counts as one failure.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let [passed, failed, skipped] = [0, 0, 0];
for (const file of report.testResults) {
  const statuses = file.assertionResults.map((test) => test.status);
  const failures = statuses.filter((status) => status === 'failed').length;
  passed += statuses.filter((status) => status === 'passed').length;
  skipped += statuses.filter((status) => status !== 'passed' && status !== 'failed').length;
  failed += failures === 0 && file.status === 'failed' ? 1 : failures;
}
console.log(passed, failed, skipped);
