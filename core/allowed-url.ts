/**
 * The address as a URL if it may be requested, otherwise undefined. A host is `name` (https on the usual port, including sub-domains)
 * or, for a stand-in, `127.0.0.1:port` (http, exactly this).
 */
export function allowedUrl(address: string, allowedHosts: readonly string[]): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  return allowedHosts.some((host) => matches(url, host)) ? url : undefined;
}

function matches(url: URL, host: string): boolean {
  if (/^(127\.0\.0\.1|localhost):\d+$/.test(host)) return url.protocol === 'http:' && url.host === host;
  return url.protocol === 'https:' && (url.host === host || url.host.endsWith(`.${host}`));
}
