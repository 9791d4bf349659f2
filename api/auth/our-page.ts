/**
 * Our page for an address that came from outside, without our origin: a path with its query and what follows #. An address that is not ours, or
 * cannot be parsed, becomes the home page. (OWASP: unvalidated redirects.)
 */
export function ourPage(text: string | undefined, publicUrl: string): string {
  if (!text || !URL.canParse(text, publicUrl)) return '/';
  const { origin, pathname, search, hash } = new URL(text, publicUrl);
  // "/..//evil.example" is normalized to "//evil.example", which a browser would take for another host.
  if (origin !== new URL(publicUrl).origin || pathname.startsWith('//')) return '/';
  return pathname + search + hash;
}
