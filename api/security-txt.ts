import { type Router, Router as router } from 'express';
import type { Config } from '#core/config.ts';

const dayMs = 24 * 60 * 60_000;
/** RFC 9116 recommends less than a year. */
const validMs = 180 * dayMs;

/** Whom to tell of a weakness (RFC 9116). It never expires while we run. */
export function securityTxt(config: Pick<Config, 'privacyContact' | 'publicUrl'>): Router {
  return router().get('/.well-known/security.txt', (_request, response) => {
    const lines = [
      `Contact: mailto:${config.privacyContact}`,
      `Expires: ${new Date(Date.now() + validMs).toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${config.publicUrl}/.well-known/security.txt`,
    ];
    response.type('text').send(`${lines.join('\n')}\n`);
  });
}
