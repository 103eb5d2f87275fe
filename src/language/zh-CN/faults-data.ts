import type { faultsData as english } from '../en/faults-data.js';

export const faultsData = {} as const satisfies Record<keyof typeof english, string>;
