/** Faults of model, scenario and market files: why it is one, and what would do. ICU message syntax. */
export const faultsFiles = {
  'fault.severity.error': 'error',
  'fault.severity.review': 'review',
  'fault.severity.note': 'note',
  'fault.label.at': 'at:   ',
  'fault.label.found': 'found:',
  'fault.label.fix': 'fix:  ',
  'fault.unnamed.why': 'Something is wrong here ({code}).',
  'fault.unnamed.fix': 'Check this entry against the documentation.',
} as const;
