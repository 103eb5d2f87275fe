/** The saved page allows its own style by hash; our policy for pages would not. Null where it states none. */
export function ownPolicy(html: string): string | null {
  const stated = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
  if (stated === undefined) return null;
  return `${stated.replaceAll('&#x27;', "'").replaceAll('&#39;', "'").replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')}; frame-ancestors 'none'`;
}
