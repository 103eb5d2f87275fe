export const faultsData = {} as const;
