import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { translator } from '../language/index.js';
import { sendProblem } from './api/problem.js';
import { sendPage } from './page.js';
import { requestLanguage } from './request-language.js';

export function isApi(request: Request): boolean {
  return request.originalUrl.startsWith('/api/');
}

/** 404, as a page or a problem document. `nearest` is an address to try instead. */
export async function sendMissing(request: Request, response: Response): Promise<void> {
  const t = translator(requestLanguage(request));
  if (isApi(request)) {
    sendProblem(request, response, { status: 404, reason: 'missing', faults: [] });
    return;
  }
  const title = t('web.missing.title');
  const path = decodeSafely(request.path).slice(0, 200);
  await sendPage(request, response, { template: 'not-found', status: 404, title, view: { path } });
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function handleMissing(): RequestHandler {
  return (request, response) => sendMissing(request, response);
}

/** Our own defects, and requests that express cannot read. The reader is told plainly; the details go to the log. */
export function handleErrors(): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = requestFault(error);
    if (status === null) logDefect(request, error);
    if (isApi(request)) {
      sendProblem(request, response, {
        status: status ?? 500,
        reason: status === null ? 'defect' : 'request',
        faults: [],
      });
      return;
    }
    const t = translator(requestLanguage(request));
    const key = status === null ? 'defect' : 'request';
    try {
      await sendPage(request, response, {
        template: 'defect',
        status: status ?? 500,
        title: t(`web.${key}.title`),
        view: { heading: t(`web.${key}.title`), text: t(`web.${key}.text`) },
      });
    } catch (second) {
      logDefect(request, second);
      response.status(500).type('text').send(t('web.defect.title'));
    }
  };
}

/** A 4xx that express or a body reader says of the request; null where the fault is ours. */
function requestFault(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function logDefect(request: Request, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${request.method} ${request.originalUrl}: ${text}\n`);
}
