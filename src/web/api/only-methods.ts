import type { RequestHandler } from 'express';
import { sendProblem } from './problem.js';

/** The other methods of an address are refused by name: 405 with what is allowed. */
export function onlyMethods(allowed: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allowed);
    sendProblem(request, response, { status: 405, reason: 'method', faults: [] });
  };
}
