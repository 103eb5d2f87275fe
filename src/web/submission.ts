import type { Request, Response } from 'express';
import express from 'express';
import multer, { MulterError } from 'multer';
import type { Fault } from '../jobs/index.js';
import { megabytes, uploadLimits } from './upload-limits.js';

/** What a form or a program sent: files by bare name, and the fields beside them. */
export interface Submission {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly fields: Readonly<Record<string, string>>;
  /** Why it cannot be taken; empty when it can. */
  readonly faults: readonly Fault[];
}

const receive = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    files: uploadLimits.files,
    fileSize: uploadLimits.fileBytes,
    fieldSize: uploadLimits.textBytes,
    fields: uploadLimits.fields,
    parts: uploadLimits.files + uploadLimits.fields,
    headerPairs: 50,
  },
}).any();

const receiveFields = express.urlencoded({
  extended: false,
  limit: 3 * uploadLimits.textBytes,
  parameterLimit: uploadLimits.fields,
});
const receiveText = express.raw({ type: () => true, limit: uploadLimits.fileBytes });

type Receiver = (request: Request, response: Response, next: (error?: unknown) => void) => void;

function received(receiver: Receiver, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    receiver(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(`upload failed: ${typeof error}`));
    });
  });
}

/**
 * Reads the body of a request: a multipart form, a plain form, or (programs) a scenario or model file itself, which
 * is named after its type.
 */
export async function readSubmission(request: Request, response: Response): Promise<Submission> {
  try {
    if (request.is('multipart/form-data')) {
      await received(receive as Receiver, request, response);
      return fromParts(request);
    }
    if (request.is('application/x-www-form-urlencoded')) {
      await received(receiveFields as Receiver, request, response);
      return { files: new Map(), fields: texts(request.body), faults: [] };
    }
    await received(receiveText as Receiver, request, response);
    const body: unknown = request.body;
    if (!(body instanceof Uint8Array) || body.length === 0) return { files: new Map(), fields: {}, faults: [] };
    const name = request.is('json') ? 'body.json' : 'body.yaml';
    return { files: new Map([[name, body]]), fields: {}, faults: [] };
  } catch (error) {
    return { files: new Map(), fields: {}, faults: [uploadFault(error)] };
  }
}

function fromParts(request: Request): Submission {
  const files = new Map<string, Uint8Array>();
  const faults: Fault[] = [];
  let total = 0;
  for (const { originalname, buffer } of Array.isArray(request.files) ? request.files : []) {
    const name = bareName(originalname);
    if (files.has(name)) faults.push(fault('upload-twice', name));
    files.set(name, buffer);
    total += buffer.length;
  }
  if (total > uploadLimits.totalBytes) {
    faults.push(fault('upload-total', '', { limit: megabytes(uploadLimits.totalBytes) }));
  }
  return { files, fields: texts(request.body), faults };
}

/** A folder sent by a browser names its files with their path: only the last part is a name here. */
function bareName(name: string): string {
  return name.replace(/^.*[/\\]/, '').slice(0, 200) || 'file';
}

function texts(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  const pairs = Object.entries(body).map(([name, value]: [string, unknown]): [string, unknown] => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function uploadFault(error: unknown): Fault {
  if (error instanceof MulterError) {
    switch (error.code) {
      case 'LIMIT_FILE_SIZE':
        return fault('upload-file-size', error.field ?? '', { limit: megabytes(uploadLimits.fileBytes) });
      case 'LIMIT_FILE_COUNT':
      case 'LIMIT_PART_COUNT':
        return fault('upload-count', '', { limit: uploadLimits.files });
      case 'LIMIT_FIELD_VALUE':
        return fault('upload-text-size', error.field ?? '', { limit: megabytes(uploadLimits.textBytes) });
      default:
        return fault('upload-broken', error.code);
    }
  }
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return fault('upload-file-size', '', { limit: megabytes(uploadLimits.fileBytes) });
  return fault('upload-broken', error instanceof Error ? error.message.slice(0, 80) : '');
}

/** A fault of the upload itself rather than of a file in it. */
export function fault(code: string, found: string, params: Fault['params'] = {}): Fault {
  return { code, severity: 'error', where: { file: found === '' ? 'upload' : found }, found, params };
}
