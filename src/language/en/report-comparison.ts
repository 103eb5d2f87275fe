/** The comparison page. */
export const reportComparison = {
  'compare.title': 'Side by side',
} as const;
