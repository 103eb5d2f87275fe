import type { report as english } from '../en/report.js';

export const report = {} as const satisfies Record<keyof typeof english, string>;
