import type { Request, Response } from 'express';
import type { Fault } from '../../jobs/index.js';
import { describeFault, translator } from '../../language/index.js';
import { requestLanguage } from '../request-language.js';

export type ProblemReason = 'missing' | 'invalid' | 'infeasible' | 'defect' | 'request' | 'method' | 'ended';

export interface Problem {
  readonly status: number;
  readonly reason: ProblemReason;
  readonly faults: readonly Fault[];
}

/** problem+json (RFC 9457); faults stand in `faults`, each with its place and its sentences. */
export function sendProblem(request: Request, response: Response, { status, reason, faults }: Problem): void {
  const language = requestLanguage(request);
  const t = translator(language);
  const document = {
    type: `urn:mixplan:problem:${reason}`,
    title: t(`web.problem.${reason}`),
    status,
    ...(faults.length === 0 ? {} : { faults: faults.map((fault) => faultDocument(fault, request)) }),
  };
  response
    .status(status)
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(JSON.stringify(document));
}

/** A fault as programs read it. */
export function faultDocument(fault: Fault, request: Request): object {
  const { why, fix } = describeFault(fault, requestLanguage(request));
  return { code: fault.code, severity: fault.severity, where: fault.where, found: fault.found, why, fix };
}
