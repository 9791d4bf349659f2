import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Config } from '#core/config.ts';

export type AddressOf = (request: Request) => string;

/**
 * Where a request comes from, for the rate limits. Behind a content delivery network the nearest public proxy would be taken for everybody: there
 * CLIENT_IP_HEADER names the header in which the network itself puts the person's address.
 */
export function clientAddress({ clientIpHeader }: Pick<Config, 'clientIpHeader'>): AddressOf {
  return (request) => {
    const told = clientIpHeader === undefined ? undefined : request.headers[clientIpHeader];
    return networkOf((typeof told === 'string' ? told : request.ip) ?? '');
  };
}

/**
 * The addresses that one person has: one of IPv4, and of IPv6 a whole network (RFC 6177), which shares the first 64 bits; otherwise each try could
 * come from another address.
 */
function networkOf(address: string): string {
  const v4 = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (v4 !== undefined && isIP(v4) === 4) return v4;
  if (isIP(address) !== 6) return address;
  // URL writes every address in one form. A zone (%eth0) is this machine's own.
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':');
}
