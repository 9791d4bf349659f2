import { isIP } from 'node:net';
import { z } from 'zod';
import { type Shards, shardsSetting } from './chat/discord/shards.ts';
import {
  databaseUrl,
  httpUrl,
  httpUrlWithoutSlash,
  isPlainHttp,
  mailbox,
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
/** PostgreSQL counts credits so far. */
const mostCredits = 2 ** 31 - 1;
const count = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number')
  .transform(Number)
  .refine((number) => number <= mostCredits, `must be ${mostCredits} at most`);
const optional = z.string().min(1).optional();
const secret = token.optional();

/** For Express's `trust proxy`: how many proxies are in front, or the ranges in which they are. */
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
  // "All of them" would let everybody say where they come from.
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) > 0 &&
    (!text.includes('/') || Number(bits) <= most)
  );
}

/** What may be set, and what each is for, is in .env.example; a test keeps the two alike. */
const environment = z.object({
  // A word that is nearly "production" would start the stand-ins where people pay.
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
  UPIXEL_DATA_DIR: z.string().min(1).default('.upixel'),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  DISCORD_TOKEN: secret,
  DISCORD_APPLICATION_ID: secret,
  DISCORD_CLIENT_SECRET: secret,
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hexadecimal digits of the application’s page')
    .optional(),
  DISCORD_SHARDS: shardsSetting.optional(),
  DISCORD_API_URL: httpUrlWithoutSlash('https://discord.com/api').default('https://discord.com/api'),
  SLACK_SIGNING_SECRET: secret,
  SLACK_CLIENT_ID: secret,
  SLACK_CLIENT_SECRET: secret,
  SLACK_BOT_TOKEN: secret,
  SLACK_APP_TOKEN: secret,
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
  UNPAID_CREDITS_PER_DAY: count.default(2_000),
  UNPAID_CREDITS_PER_WORKSPACE: count.default(200),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Environment = Record<string, string | undefined>;

/** What the roles need to know, once everything that was left out has been filled in. */
export interface Config {
  production: boolean;
  /** Where servers listen: everywhere in a container, only on this machine on a developer's. */
  host: string;
  webPort: number;
  botsPort: number;
  workerPort: number;
  /** Where Prometheus asks; each process on a machine needs its own. */
  metricsPort: number;
  metricsHost: string;
  sandboxPort: number;
  /** Where people and webhooks reach the web and the API, without a trailing slash. */
  publicUrl: string;
  /** Which proxies may say for whom they ask, for Express's `trust proxy`; false: none. */
  trustProxy: number | string[] | false;
  /** The header in which a content delivery network puts a person's address; set only where one is in front. */
  clientIpHeader: string | undefined;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  storageUrl: string;
  encryptionKey: Buffer;
  discord: {
    token: string;
    applicationId: string;
    apiUrl: string;
    /** Set: interactions come over HTTP, signed with the key that belongs to it, and no gateway is opened. */
    publicKey: string | undefined;
    /** The shards of the gateway that this process takes; undefined: all, as many as Discord recommends. */
    shards: Shards | undefined;
    /** For signing in with Discord. */
    clientSecret: string;
    /** The page that asks a person's consent. */
    authorizeUrl: string;
  };
  slack: {
    apiUrl: string;
    signingSecret: string;
    /** For one workspace only; installs by OAuth need the client id and secret instead. */
    botToken: string | undefined;
    clientId: string | undefined;
    clientSecret: string | undefined;
    /** Where Slack takes answers to a request: an address that came with it leads nowhere else. */
    replyOrigins: string[];
    /** Set: Socket Mode instead of HTTP. */
    appToken: string | undefined;
    /** The page that asks a person's consent to sign in with Slack. */
    openIdUrl: string;
  };
  /** Where chats keep the files people add; nothing else is ever fetched for a person. */
  chatFileHosts: Record<'discord' | 'slack', string[]>;
  replicate: { token: string; apiUrl: string; webhookSecret: string | undefined };
  /** `automaticTax`: whether Stripe Tax is to be asked at the checkout. */
  stripe: { secretKey: string; webhookSecret: string; apiUrl: string; automaticTax: boolean };
  mail: { smtpUrl: string; from: string };
  /** What whoever starts it should hear, and what keeps nothing from starting. */
  notices: string[];
  /** How many credits that nobody paid for may be spent in a day (UTC): in all, and in one server or workspace. */
  unpaid: { perDay: number; perWorkspace: number };
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  /** On a developer's machine the log goes to a file, so that the terminal stays readable; else to standard output. */
  logFile: string | undefined;
}

/** Everything that is wrong with the environment, at once and by name; never a value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The environment is not in order:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

export type Settings = z.infer<typeof environment>;

/** The variables as set, checked one by one. @throws ConfigError */
export function readSettings(env: Environment = process.env): Settings {
  // An empty value in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** The whole configuration. Whatever is still missing here has no default, and is named. @throws ConfigError */
export function readConfig(env: Environment = process.env): Config {
  const settings = readSettings(env);
  const missing: string[] = [];
  const need = needed(settings, missing);
  const production = settings.NODE_ENV === 'production';
  const config: Config = {
    production,
    host: production ? '0.0.0.0' : '127.0.0.1',
    webPort: settings.PORT,
    botsPort: settings.BOTS_PORT,
    workerPort: settings.WORKER_PORT,
    metricsPort: settings.METRICS_PORT,
    metricsHost: settings.METRICS_HOST,
    sandboxPort: settings.SANDBOX_PORT,
    publicUrl: production ? need('PUBLIC_URL') : (settings.PUBLIC_URL ?? `http://127.0.0.1:${settings.PORT}`),
    trustProxy: settings.TRUST_PROXY ?? (production ? ['loopback', 'linklocal', 'uniquelocal'] : false),
    clientIpHeader: settings.CLIENT_IP_HEADER,
    dataDir: settings.UPIXEL_DATA_DIR,
    databaseUrl: need('DATABASE_URL'),
    redisUrl: settings.REDIS_URL,
    storageUrl: production ? need('STORAGE_URL') : (settings.STORAGE_URL ?? `file:${settings.UPIXEL_DATA_DIR}/files`),
    encryptionKey: Buffer.from(need('ENCRYPTION_KEY'), 'hex'),
    discord: {
      ...discordBot(settings, need),
      publicKey: settings.DISCORD_PUBLIC_KEY,
      shards: settings.DISCORD_SHARDS,
      clientSecret: need('DISCORD_CLIENT_SECRET'),
      authorizeUrl: `${new URL(settings.DISCORD_API_URL).origin}/oauth2/authorize`,
    },
    slack: {
      apiUrl: settings.SLACK_API_URL,
      signingSecret: need('SLACK_SIGNING_SECRET'),
      botToken: settings.SLACK_BOT_TOKEN,
      clientId: settings.SLACK_CLIENT_ID,
      clientSecret: settings.SLACK_CLIENT_SECRET,
      replyOrigins: slackReplyOrigins(settings),
      appToken: settings.SLACK_APP_TOKEN,
      openIdUrl: `${new URL(settings.SLACK_API_URL).origin}/openid/connect/authorize`,
    },
    chatFileHosts: chatFileHosts(settings),
    replicate: {
      token: need('REPLICATE_API_TOKEN'),
      apiUrl: settings.REPLICATE_API_URL,
      webhookSecret: settings.REPLICATE_WEBHOOK_SECRET,
    },
    stripe: {
      secretKey: need('STRIPE_SECRET_KEY'),
      webhookSecret: need('STRIPE_WEBHOOK_SECRET'),
      apiUrl: settings.STRIPE_API_URL,
      automaticTax: settings.STRIPE_AUTOMATIC_TAX === 'true',
    },
    mail: {
      smtpUrl: need('SMTP_URL'),
      from: production ? need('MAIL_FROM') : (settings.MAIL_FROM ?? 'UPixel <upixel@example.com>'),
    },
    notices: noticesOf(env),
    unpaid: { perDay: settings.UNPAID_CREDITS_PER_DAY, perWorkspace: settings.UNPAID_CREDITS_PER_WORKSPACE },
    logLevel: settings.LOG_LEVEL,
    logFile: production ? undefined : `${settings.UPIXEL_DATA_DIR}/upixel.log`,
  };
  if (production && settings.PUBLIC_URL && isPlainHttp(settings.PUBLIC_URL))
    missing.push('PUBLIC_URL: must begin with https: in production, except on localhost');
  if (!settings.SLACK_BOT_TOKEN && !(settings.SLACK_CLIENT_ID && settings.SLACK_CLIENT_SECRET))
    missing.push('SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many), is not set');
  if (missing.length > 0) throw new ConfigError(missing);
  return config;
}

/** Not an error: a service that worked with it goes on working, without the operators that it named. */
const noticesOf = (env: Environment): string[] =>
  env.ADMIN_EMAILS
    ? [
        'ADMIN_EMAILS is set and no longer read: operators are made by `npm run operator:add` (docs/deploy.md, Operators)',
      ]
    : [];

/** What it takes to speak to Discord as the bot, and no more. */
export type DiscordBot = Pick<Config['discord'], 'token' | 'applicationId' | 'apiUrl'>;

const discordBot = (settings: Settings, need: (name: keyof Settings) => string): DiscordBot => ({
  token: need('DISCORD_TOKEN'),
  applicationId: need('DISCORD_APPLICATION_ID'),
  apiUrl: settings.DISCORD_API_URL,
});

/** For a tool that has to do with Discord alone. @throws ConfigError */
export function readDiscordBot(env: Environment = process.env): DiscordBot {
  const settings = readSettings(env);
  const missing: string[] = [];
  const bot = discordBot(settings, needed(settings, missing));
  if (missing.length > 0) throw new ConfigError(missing);
  return bot;
}

/** Reads what has no default, and writes down the names of what is missing. */
function needed(settings: Settings, missing: string[]) {
  return (name: keyof Settings) => {
    const value = settings[name];
    if (value === undefined) missing.push(`${name} is not set`);
    return String(value);
  };
}

/** Slack's API at slack.com (for governments slack-gov.com) takes answers at hooks.slack.com; a stand-in where it is itself. */
function slackReplyOrigins(settings: Settings): string[] {
  const { hostname, origin } = new URL(settings.SLACK_API_URL);
  return [/^slack(-gov)?\.com$/.test(hostname) ? `https://hooks.${hostname}` : origin];
}

function chatFileHosts(settings: Settings): Config['chatFileHosts'] {
  const discord = new URL(settings.DISCORD_API_URL);
  const slack = new URL(settings.SLACK_API_URL);
  return {
    discord: discord.hostname === 'discord.com' ? ['cdn.discordapp.com', 'media.discordapp.net'] : [discord.host],
    slack: slack.hostname === 'slack.com' ? ['files.slack.com'] : [slack.host],
  };
}
