import type { Request, RequestHandler } from 'express';
import { refuse } from './refusal.js';

/** The names under which this server may be called: a page elsewhere that resolves to us by trickery has another. */
function ourHosts(request: Request): readonly string[] {
  const { localPort = 0, localAddress = '' } = request.socket;
  const address = localAddress.replace(/^::ffff:/, '');
  const names = ['127.0.0.1', 'localhost', '[::1]', address.includes(':') ? `[${address}]` : address];
  return names.flatMap((name) => (localPort === 80 ? [name, `${name}:80`] : [`${name}:${localPort}`]));
}

/** The Host header must be ours. */
export function ownHostOnly(): RequestHandler {
  return (request, response, next) => {
    const host = request.headers.host?.toLowerCase() ?? '';
    if (ourHosts(request).includes(host)) next();
    else refuse(request, response, 421, 'host');
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What changes something must come from a page of ours, or from a program that sends neither header: browsers always
 * send one of them with such requests.
 */
export function ownOriginOnly(): RequestHandler {
  return (request, response, next) => {
    if (safeMethods.has(request.method) || isOwn(request)) next();
    else refuse(request, response, 403, 'origin');
  };
}

function isOwn(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  return origin === undefined || ourHosts(request).some((host) => origin.toLowerCase() === `http://${host}`);
}
