import type { why as english } from '../en/why.js';

export const why = {} as const satisfies Record<keyof typeof english, string>;
