import { isIP } from 'node:net';
import { z } from 'zod';
import { shardsSetting } from './chat/discord/shards.ts';
import {
  databaseUrl,
  httpUrl,
  httpUrlWithoutSlash,
  mailbox,
  modelPictures,
  origin,
  redisUrl,
  smtpUrl,
  token,
} from './setting-shapes.ts';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number')
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65_535, 'must be from 1 to 65535');
/** PostgreSQL's integer can count this many credits. */
const mostCredits = 2 ** 31 - 1;
const count = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number')
  .transform(Number)
  .refine((number) => number <= mostCredits, `must be ${mostCredits} at most`);
const leastOne = count.refine((number) => number > 0, 'must be 1 or more');
const encryptionKey = z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (openssl rand -hex 32)');
const optional = z.string().min(1).optional();
const secret = token.optional();

/** For Express's `trust proxy`: how many proxies are in front, or the IP ranges in which they are. */
const trustProxy = z.string().transform((text, context) => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const ranges = text.split(',').map((range) => range.trim());
  if (ranges.every(isRange)) return ranges;
  context.addIssue(
    'must be how many proxies are in front, or their ranges: loopback, linklocal, uniquelocal, 10.0.0.0/8',
  );
  return z.NEVER;
});

function isRange(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits = '128', ...more] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  // "All of them" would let everybody forge their IP address.
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) > 0 &&
    (!text.includes('/') || Number(bits) <= most)
  );
}

/** The settings; .env.example says what each is for, and a test keeps the two consistent. */
export const environment = z.object({
  // A misspelt "production" would start the stand-ins where people pay.
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(3000),
  BOTS_PORT: port.default(3001),
  WORKER_PORT: port.default(3002),
  METRICS_PORT: port.default(9464),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  SANDBOX_PORT: port.default(4000),
  TRUST_PROXY: trustProxy.optional(),
  CLIENT_IP_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i, 'must be the name of a header')
    .toLowerCase()
    .optional(),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  STORAGE_URL: optional,
  STORAGE_VERSIONS: z.literal('accepted', 'may only be: accepted').optional(),
  KEYS_URL: optional,
  UPIXEL_DATA_DIR: z.string().min(1).default('.upixel'),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_OTHER: encryptionKey.optional(),
  DISCORD_TOKEN: secret,
  DISCORD_APPLICATION_ID: secret,
  DISCORD_CLIENT_SECRET: secret,
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hexadecimal digits of the application’s page')
    .optional(),
  DISCORD_SHARDS: shardsSetting.optional(),
  DISCORD_INSTALL_URL: httpUrl('https://upixel.example.com/install').optional(),
  DISCORD_API_URL: httpUrlWithoutSlash('https://discord.com/api').default('https://discord.com/api'),
  SLACK_SIGNING_SECRET: secret,
  SLACK_CLIENT_ID: secret,
  SLACK_CLIENT_SECRET: secret,
  SLACK_BOT_TOKEN: secret,
  SLACK_APP_TOKEN: secret,
  SLACK_AGENT_VIEW: z.enum(['true', 'false']).default('false'),
  SLACK_INSTALL_URL: httpUrl('https://upixel.example.com/install').optional(),
  SLACK_API_URL: httpUrl('https://slack.com/api/').default('https://slack.com/api/'),
  REPLICATE_API_TOKEN: secret,
  REPLICATE_API_URL: httpUrlWithoutSlash('https://api.replicate.com/v1').default('https://api.replicate.com/v1'),
  REPLICATE_WEBHOOK_SECRET: secret,
  STRIPE_SECRET_KEY: secret,
  STRIPE_WEBHOOK_SECRET: secret,
  STRIPE_API_URL: httpUrlWithoutSlash('https://api.stripe.com').default('https://api.stripe.com'),
  STRIPE_AUTOMATIC_TAX: z.enum(['true', 'false']).default('false'),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailbox.optional(),
  PRIVACY_CONTACT: z.email('must be an e-mail address, like privacy@upixel.example.com').optional(),
  UNPAID_CREDITS_PER_DAY: count.default(2_000),
  UNPAID_CREDITS_PER_WORKSPACE: count.default(200),
  REQUESTS_PER_MINUTE: leastOne.default(60),
  REQUESTS_PER_MINUTE_OF_PLACE: leastOne.default(1_200),
  MODEL_PICTURES: modelPictures.optional(),
  NSFW_CHECK: z.enum(['on', 'everywhere', 'off']).default('on'),
  WEBHOOKS_TO_LOOPBACK: z.enum(['on', 'off']).default('off'),
  WITHHELD_SHOWN_TO_ASKER: z.enum(['true', 'false']).default('false'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Settings = z.infer<typeof environment>;
export const settingNames = Object.keys(environment.shape);
