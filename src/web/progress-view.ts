import type { AppContext, Job } from '../jobs/index.js';
import { translator, type Language } from '../language/index.js';

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
