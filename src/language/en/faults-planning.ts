export const faultsPlanning = {} as const;
