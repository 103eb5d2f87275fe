import type { Request, Response } from 'express';
import { translator } from '../language/index.js';
import { requestLanguage } from './request-language.js';

export type RefusalReason = 'host' | 'origin' | 'rate';

/** A request turned away before anything is read: plain words, no page, for what sent it is seldom a reader. */
export function refuse(request: Request, response: Response, status: number, reason: RefusalReason): void {
  const t = translator(requestLanguage(request));
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:mixplan:problem:${reason}`,
        title: t(`web.refused.${reason}`),
        status,
        detail: t(`web.refused.${reason}.detail`),
      }),
    );
}
