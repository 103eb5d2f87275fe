import type { web as english } from '../en/web.js';

export const web = {} as const satisfies Record<keyof typeof english, string>;
