/** The model page. */
export const reportModel = {
  'model.title': 'Model',
} as const;
