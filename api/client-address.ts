import type { Request } from 'express';
import type { Config } from '#core/config.ts';

export type AddressOf = (request: Request) => string;

/**
 * From where a request comes, for the limits of tries. Behind a content delivery network the nearest public proxy would be taken
 * for everybody: there CLIENT_IP_HEADER names the header in which the network itself puts the person's address.
 */
export function clientAddress({ clientIpHeader }: Pick<Config, 'clientIpHeader'>): AddressOf {
  return (request) => {
    const told = clientIpHeader === undefined ? undefined : request.headers[clientIpHeader];
    return (typeof told === 'string' ? told : request.ip) ?? '';
  };
}
