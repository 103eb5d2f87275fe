import type { cli as english } from '../en/cli.js';

export const cli = {} as const satisfies Record<keyof typeof english, string>;
