/**
 * Where to go after signing in, as the address bar says. Anybody can craft an address, so only a path of our own pages is
 * accepted; anything else becomes the start page. (OWASP: unvalidated redirects.) Of what host, makes no difference to a path.
 */
export function safeNext(text: string | null | undefined, origin = 'https://ours.invalid'): string {
  if (!text || !/^\/(?![/\\])/.test(text)) return '/';
  // Browsers read a backslash as a slash, and drop tabs and line breaks: "/\t/evil.example" is "//evil.example".
  if (/[\\\p{Cc}]/u.test(text) || !URL.canParse(text, origin)) return '/';
  const url = new URL(text, origin);
  // "/..//evil.example" is normalized to "//evil.example", which a browser would take for another host.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}

/** Our `path?next=…`; without `next` for the start page, where everybody goes anyway. */
export function withNext(path: string, next: string): string {
  const wanted = safeNext(next);
  if (wanted === '/') return path;
  // better-auth allows no other characters in a return address.
  const encoded = encodeURIComponent(wanted).replaceAll(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${path}${path.includes('?') ? '&' : '?'}next=${encoded}`;
}
