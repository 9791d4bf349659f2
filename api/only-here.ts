import type { RequestHandler } from 'express';
import type { Config } from '#core/config.ts';
import { Failure } from '#core/failure.ts';

const here = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * For pages without a sign-in, on a developer's machine: lets in only pages of this very server, by a name that leads to no other server. If
 * PUBLIC_URL is a tunnel for the vendors, everybody can get here. A foreign page whose name was pointed at this machine (DNS rebinding) has its own
 * name in Host; one that asks from afar has it in Origin, or the browser says so in Sec-Fetch-Site, unless a person follows a link.
 */
export function onlyHere({ publicUrl, webPort }: Pick<Config, 'publicUrl' | 'webPort'>): RequestHandler {
  const own = new URL(publicUrl);
  const hosts = [...here.map((name) => `${name}:${webPort}`), ...(here.includes(own.hostname) ? [own.host] : [])];
  return (request, _response, next) => {
    const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    const isLink = request.method === 'GET' && mode === 'navigate';
    const fromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink;
    if (!hosts.includes(host) || (origin !== undefined && !isOrigin(origin, host)) || fromElsewhere) throw elsewhere();
    next();
  };
}

const isOrigin = (origin: string, host: string) => origin === `http://${host}` || origin === `https://${host}`;

const elsewhere = () =>
  new Failure('foreign_origin', {
    title: 'That did not come from our pages',
    happened: 'This page answers only on this machine, and to its own pages. Nothing was changed.',
    next: 'Open it as the start of UPixel prints it.',
  });
