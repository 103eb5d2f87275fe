import type { AppContext, Job } from '../jobs/index.js';
import { formatNumber, formatRange, translator, type Language } from '../language/index.js';

/** What is being computed, for people who wait. */
export interface ProgressView {
  readonly subject: string;
  readonly step: string;
  /** 0–100; null where it is not known. */
  readonly percent: number | null;
}

export function jobProgress(job: Job, language: Language): ProgressView {
  const t = translator(language);
  const { progress } = job;
  const step = progress === null ? t('web.step.waiting') : t(`web.step.${progress.step}`);
  const isCounted = progress !== null && progress.total !== null && progress.total > 0;
  return {
    subject: progress?.subject ?? job.subject,
    step,
    percent: isCounted ? Math.round((100 * progress.done) / (progress.total ?? 1)) : null,
  };
}

/** Rows of the first look, for people who wait: what the mode says of each channel's return. */
export function previewRows(job: Job, language: Language): readonly { channel: string; roi: string; range: string }[] {
  const show = (value: number): string => formatNumber(value, language, 2);
  return job.previews.flatMap(({ channels }) =>
    channels.map(({ id, roi }) => ({
      channel: id,
      roi: show(roi.p50),
      range: formatRange(roi.p10, roi.p90, show, language),
    })),
  );
}

export interface PreparingView {
  readonly percent: number;
  readonly jobs: readonly (ProgressView & { readonly href: string })[];
}

/** How far the shipped examples are; null once they are there. */
export function preparingView({ readiness, board }: AppContext, language: Language): PreparingView | null {
  const { ready, percent } = readiness();
  return ready ? null : { percent, jobs: runningJobs(board.list(), language) };
}

export function runningJobs(jobs: readonly Job[], language: Language): PreparingView['jobs'] {
  return jobs
    .filter((job) => job.state === 'running')
    .map((job) => ({ ...jobProgress(job, language), href: `/jobs/${job.id}` }));
}
