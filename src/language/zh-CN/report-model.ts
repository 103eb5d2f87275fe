import type { reportModel as english } from '../en/report-model.js';

export const reportModel = {
  'model.title': '模型',
} as const satisfies Record<keyof typeof english, string>;
