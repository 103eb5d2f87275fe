import { reportComparison } from './report-comparison.js';
import { reportLines } from './report-lines.js';
import { reportModel } from './report-model.js';
import { reportModelChecks } from './report-model-checks.js';
import { reportModelEvidence } from './report-model-evidence.js';
import { reportPlan } from './report-plan.js';
import { reportTerms } from './report-terms.js';

export const report = {
  ...reportPlan,
  ...reportTerms,
  ...reportLines,
  ...reportComparison,
  ...reportModel,
  ...reportModelChecks,
  ...reportModelEvidence,
} as const;
