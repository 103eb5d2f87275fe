import type { reportComparison as english } from '../en/report-comparison.js';

export const reportComparison = {
  'compare.title': '并排比较',
} as const satisfies Record<keyof typeof english, string>;
