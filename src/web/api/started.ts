import type { Request, Response } from 'express';
import type { AppContext, Job } from '../../jobs/index.js';
import { apiBase, jobDocument } from './documents.js';
import { sendProblem } from './problem.js';

/** How long a POST waits for its act before it answers with the job. */
const patienceMilliseconds = 2000;

/** 201 with what was made, 202 with the job that makes it, or 422 with every fault. */
export async function answerStarted(
  request: Request,
  response: Response,
  { board }: AppContext,
  started: Job,
  made: (result: string) => Promise<{ readonly href: string; readonly document: object }>,
): Promise<void> {
  const job = (await board.settled(started.id, patienceMilliseconds)) ?? started;
  if (job.error !== null) throw new Error(job.error);
  if (job.state === 'failed') {
    const reason = job.status === 'infeasible' ? 'infeasible' : 'invalid';
    sendProblem(request, response, { status: 422, reason, faults: job.faults });
    return;
  }
  if (job.state === 'done' && job.result !== null) {
    const { href, document } = await made(job.result);
    response.status(201).location(href).json(document);
    return;
  }
  response.status(202).location(`${apiBase}/jobs/${job.id}`).json(jobDocument(job, request));
}
