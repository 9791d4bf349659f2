import helmet from 'helmet';
import type { Config } from '#core/config.ts';

/**
 * What every answer carries. Pages may run our own scripts and nothing else, and ask nobody but us; styles may be inline,
 * because Mantine sets its variables so. vercel.json says the same for a static front end (a test compares them).
 */
export const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'manifest-src': ["'self'"],
};

export const headers = ({ publicUrl }: Pick<Config, 'publicUrl'>) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    referrerPolicy: { policy: 'no-referrer' },
    // Only where there is TLS; on a developer's machine it would lock other things out of localhost.
    strictTransportSecurity: publicUrl.startsWith('https:') && { maxAge: 63_072_000, includeSubDomains: true },
  });
