/** Sections of a report, in order. */
export const sectionIds = [
  'verdict',
  'changes',
  'flowchart',
  'forecast',
  'bridge',
  'response',
  'next',
  'scorecard',
  'reach',
  'groups',
  'limits',
  'risk',
  'assumptions',
  'trust',
  'appendix',
] as const;
export type SectionId = (typeof sectionIds)[number];
