import type { Request, RequestHandler } from 'express';
import { isLanguage, type Language } from '../language/index.js';

const cookieName = 'lang';
const cookieDays = 365;

/** The language named in the address; null where none is. */
export function askedLanguage(request: Request): Language | null {
  const { lang } = request.query;
  return isLanguage(lang) ? lang : null;
}

/** The language of a page: the address, then the cookie, then what the browser prefers. */
export function requestLanguage(request: Request): Language {
  return askedLanguage(request) ?? cookieLanguage(request) ?? browserLanguage(request);
}

function cookieLanguage(request: Request): Language | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === cookieName && isLanguage(value)) return value;
  }
  return null;
}

function browserLanguage(request: Request): Language {
  const preferred = request.acceptsLanguages(['en', 'zh-CN', 'zh']);
  return preferred === 'zh' || preferred === 'zh-CN' ? 'zh-CN' : 'en';
}

/** A language chosen in the address is kept for the next pages. */
export function rememberLanguage(): RequestHandler {
  return (request, response, next) => {
    const asked = askedLanguage(request);
    if (asked !== null) {
      const maxAge = cookieDays * 86_400_000;
      response.cookie(cookieName, asked, { httpOnly: true, sameSite: 'lax', path: '/', maxAge });
    }
    response.vary('Accept-Language').vary('Cookie');
    next();
  };
}
