import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { refuse } from './refusal.js';

const windowMilliseconds = 60_000;
/** Requests of one address per minute: far above a reader's or a script's, far below a flood. */
const reads = 2000;
const writes = 300;

export function limitRate(): RequestHandler[] {
  const limiter = (limit: number, isCounted: (method: string) => boolean): RequestHandler =>
    rateLimit({
      windowMs: windowMilliseconds,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      skip: (request) => !isCounted(request.method),
      handler: (request, response) => {
        refuse(request, response, 429, 'rate');
      },
    });
  const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
  return [limiter(reads, isRead), limiter(writes, (method) => !isRead(method))];
}
