import type { faultsPlanning as english } from '../en/faults-planning.js';

export const faultsPlanning = {} as const satisfies Record<keyof typeof english, string>;
