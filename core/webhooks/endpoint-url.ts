import { isIP } from 'node:net';
import { maxWebhookUrlLength } from '../contract/webhooks.ts';

/** Only for tests and on a developer's own machine (WEBHOOKS_TO_LOOPBACK). */
const isOwnMachine = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');

/**
 * The address as a URL if messages may be sent there, as far as that can be seen in it: https, to a name, without a password. Where the name leads is
 * seen at each try (post-message.ts).
 */
export function endpointUrl(address: string, { toLoopback }: { toLoopback: boolean }): URL | undefined {
  if (address.length > maxWebhookUrlLength || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  if (toLoopback && isOwnMachine(url)) return url;
  // A certificate is for a name. `https://[::1]` keeps its brackets here, and `https://2130706433` is 127.0.0.1 already.
  const isName = url.hostname.includes('.') && isIP(url.hostname) === 0 && !url.hostname.startsWith('[');
  return url.protocol === 'https:' && isName ? url : undefined;
}
