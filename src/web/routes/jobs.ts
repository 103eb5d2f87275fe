import { Router } from 'express';
import type { AppContext, Job } from '../../jobs/index.js';
import { translator } from '../../language/index.js';
import { sendMissing } from '../errors.js';
import { sendModelFaults } from '../model-page.js';
import { sendPage } from '../page.js';
import { jobProgress, previewRows } from '../progress-view.js';
import { requestLanguage } from '../request-language.js';
import { sendScenarioFaults } from '../scenario-page.js';
import type { Submitted } from '../submitted.js';

const refreshSeconds = 1;

/** Where what an act made can be seen. */
export function resultHref({ result }: Job): string | null {
  if (result === null) return null;
  return result.startsWith('model:') ? `/models/${result.slice('model:'.length)}` : `/plans/${result}`;
}

/** An act under way: its progress, then what it made, or its faults. */
export function jobRoutes(context: AppContext, submitted: Submitted): Router {
  const { board } = context;
  const router = Router();
  router.get('/jobs/:id', async (request, response) => {
    const job = board.get(request.params.id);
    if (job === null) return sendMissing(request, response);
    const language = requestLanguage(request);
    const t = translator(language);
    const href = resultHref(job);
    if (job.state === 'done' && href !== null) {
      response.redirect(303, href);
      return;
    }
    if (job.state === 'failed' && job.error === null) {
      const upload = submitted.of(job.id);
      const refused = { faults: job.faults, upload, status: job.status, kept: '' };
      return job.act === 'fit'
        ? sendModelFaults(request, response, refused)
        : sendScenarioFaults(request, response, context, refused);
    }
    const isOpen = job.state === 'waiting' || job.state === 'running';
    if (isOpen) response.set('Refresh', String(refreshSeconds));
    await sendPage(request, response, {
      template: 'job',
      status: job.state === 'failed' ? 500 : 200,
      title: t(`web.job.${job.act}`, { subject: job.subject }),
      view: {
        heading: t(`web.job.${job.act}`, { subject: job.subject }),
        state: t(`web.state.${job.state}`),
        isOpen,
        broke: job.state === 'failed',
        cancelHref: `/jobs/${job.id}/cancel`,
        progress: jobProgress(job, language),
        previews: isOpen ? previewRows(job, language) : [],
      },
    });
  });
  router.post('/jobs/:id/cancel', (request, response) => {
    board.cancel(request.params.id);
    response.redirect(303, `/jobs/${encodeURIComponent(request.params.id)}`);
  });
  return router;
}
