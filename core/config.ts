import type { Shards } from './chat/discord/shards.ts';
import type { Platform } from './contract/platforms.ts';
import { environment, type Settings } from './environment.ts';
import { isPlainHttp } from './setting-shapes.ts';

export type Environment = Record<string, string | undefined>;

/** What the roles need to know, with defaults for everything that was omitted. */
export interface Config {
  production: boolean;
  /** The address servers listen on: all interfaces in a container, only localhost on a developer's machine. */
  host: string;
  webPort: number;
  botsPort: number;
  workerPort: number;
  /** The port that Prometheus reads; each process on a machine needs its own. */
  metricsPort: number;
  metricsHost: string;
  sandboxPort: number;
  /** Where people and webhooks reach the web and the API, without a trailing slash. */
  publicUrl: string;
  /** Proxies that are trusted to name the client, for Express's `trust proxy`; false: none. */
  trustProxy: number | string[] | false;
  /** The header in which a content delivery network puts a person's IP address; set only if one is in front. */
  clientIpHeader: string | undefined;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  storageUrl: string;
  /** The operator knows that the bucket keeps versions of what is erased. */
  storageVersionsAccepted: boolean;
  /** Where people's data keys lie: outside the database and its backups. */
  keysUrl: string;
  encryptionKey: Buffer;
  /** While ENCRYPTION_KEY is being changed: it opens what the other one sealed. */
  otherEncryptionKey: Buffer | undefined;
  discord: {
    token: string;
    applicationId: string;
    apiUrl: string;
    /** If set, interactions come over HTTP, signed with the matching key, and no gateway is opened. */
    publicKey: string | undefined;
    /** The gateway shards that this process runs; undefined: all, as many as Discord recommends. */
    shards: Shards | undefined;
    /** For signing in with Discord. */
    clientSecret: string;
    /** The page that asks for a person's consent. */
    authorizeUrl: string;
  };
  slack: {
    apiUrl: string;
    signingSecret: string;
    /** For one workspace only; installs by OAuth need the client id and secret instead. */
    botToken: string | undefined;
    clientId: string | undefined;
    clientSecret: string | undefined;
    /** The origins where Slack accepts answers to a request: a response_url may lead nowhere else. */
    replyOrigins: string[];
    /** If set, Socket Mode is used instead of HTTP. */
    appToken: string | undefined;
    /** The page that asks for a person's consent to sign in with Slack. */
    openIdUrl: string;
    /** The app is one of Slack's agents: workspaces are asked for that scope, too. */
    hasAgentView: boolean;
  };
  /** Where people add UPixel to a chat; of a chat that is not here they are told nothing. */
  installUrls: Partial<Record<Platform, string>>;
  /** The hosts where chats keep the files people add; nothing else is ever fetched for a person. */
  chatFileHosts: Record<Platform, string[]>;
  replicate: { token: string; apiUrl: string; webhookSecret: string | undefined };
  /** `automaticTax`: whether to use Stripe Tax at the checkout. */
  stripe: { secretKey: string; webhookSecret: string; apiUrl: string; automaticTax: boolean };
  mail: { smtpUrl: string; from: string };
  /** The address that answers questions about privacy; shown wherever the policy is. */
  privacyContact: string;
  /** Messages for the person who starts it that do not prevent the start. */
  notices: string[];
  /** How many credits that nobody paid for may be spent in a day (UTC): in all, and in one server or workspace. */
  unpaid: { perDay: number; perWorkspace: number };
  /** How many requests of a chat are taken in a minute by one process. */
  chatRequests: { ofPerson: number; ofPlace: number };
  /** Whether a model's pictures pass a check for adult content first: `on`, except in places for adults alone; `everywhere`; `off`. */
  nsfwCheck: Settings['NSFW_CHECK'];
  /** An example of what a model makes, by its name, where the operator has one. */
  modelPictures: NonNullable<Settings['MODEL_PICTURES']>;
  /** What the check withholds is kept for some days, and its asker may see it, alone. */
  withheldShown: boolean;
  /** People's webhooks may lead to this machine, by http: for tests, and on a developer's own machine. Never in production. */
  webhooksToLoopback: boolean;
  logLevel: Settings['LOG_LEVEL'];
  /** On a developer's machine the log goes to a file, so that the terminal stays readable; otherwise to standard output. */
  logFile: string | undefined;
}

/** All faults of the environment at once and by name; never a value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The environment is not in order:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** The variables as set, checked one by one. @throws ConfigError */
export function readSettings(env: Environment = process.env): Settings {
  // An empty value in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** The whole configuration. Settings that are still missing have no default, and are named. @throws ConfigError */
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
    storageVersionsAccepted: settings.STORAGE_VERSIONS === 'accepted',
    keysUrl: production ? need('KEYS_URL') : (settings.KEYS_URL ?? `file:${settings.UPIXEL_DATA_DIR}/keys`),
    encryptionKey: Buffer.from(need('ENCRYPTION_KEY'), 'hex'),
    otherEncryptionKey: settings.ENCRYPTION_KEY_OTHER ? Buffer.from(settings.ENCRYPTION_KEY_OTHER, 'hex') : undefined,
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
      hasAgentView: settings.SLACK_AGENT_VIEW === 'true',
      openIdUrl: `${new URL(settings.SLACK_API_URL).origin}/openid/connect/authorize`,
    },
    installUrls: installUrls(settings),
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
    privacyContact: production ? need('PRIVACY_CONTACT') : (settings.PRIVACY_CONTACT ?? 'privacy@example.com'),
    notices: noticesOf(env),
    unpaid: { perDay: settings.UNPAID_CREDITS_PER_DAY, perWorkspace: settings.UNPAID_CREDITS_PER_WORKSPACE },
    chatRequests: { ofPerson: settings.REQUESTS_PER_MINUTE, ofPlace: settings.REQUESTS_PER_MINUTE_OF_PLACE },
    nsfwCheck: settings.NSFW_CHECK,
    modelPictures: settings.MODEL_PICTURES ?? {},
    withheldShown: settings.WITHHELD_SHOWN_TO_ASKER === 'true',
    webhooksToLoopback: settings.WEBHOOKS_TO_LOOPBACK === 'on',
    logLevel: settings.LOG_LEVEL,
    logFile: production ? undefined : `${settings.UPIXEL_DATA_DIR}/upixel.log`,
  };
  // Discord and Slack forbid such pictures in ordinary places, and no model's own filter catches them all.
  if (production && settings.NSFW_CHECK === 'off') missing.push('NSFW_CHECK: may not be off in production');
  // They would reach what listens for this machine alone.
  if (production && config.webhooksToLoopback) missing.push('WEBHOOKS_TO_LOOPBACK: may not be on in production');
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

/** What is needed to speak to Discord as the bot, and no more. */
export type DiscordBot = Pick<Config['discord'], 'token' | 'applicationId' | 'apiUrl'>;

const discordBot = (settings: Settings, need: (name: keyof Settings) => string): DiscordBot => ({
  token: need('DISCORD_TOKEN'),
  applicationId: need('DISCORD_APPLICATION_ID'),
  apiUrl: settings.DISCORD_API_URL,
});

/** For a tool that needs Discord alone. @throws ConfigError */
export function readDiscordBot(env: Environment = process.env): DiscordBot {
  const settings = readSettings(env);
  const missing: string[] = [];
  const bot = discordBot(settings, needed(settings, missing));
  if (missing.length > 0) throw new ConfigError(missing);
  return bot;
}

/** Reads settings without a default, and collects the names of missing ones. */
function needed(settings: Settings, missing: string[]) {
  return (name: keyof Settings) => {
    const value = settings[name];
    if (value === undefined) missing.push(`${name} is not set`);
    return String(value);
  };
}

/** Slack's API at slack.com (for governments slack-gov.com) accepts answers at hooks.slack.com; a stand-in at its own origin. */
function slackReplyOrigins(settings: Settings): string[] {
  const { hostname, origin } = new URL(settings.SLACK_API_URL);
  return [/^slack(-gov)?\.com$/.test(hostname) ? `https://hooks.${hostname}` : origin];
}

/** In production only what is set: an app may be for its owner's server alone. */
function installUrls(settings: Settings): Config['installUrls'] {
  const own = settings.NODE_ENV === 'production' ? {} : ownInstallUrls(settings);
  const { DISCORD_INSTALL_URL: discord = own.discord, SLACK_INSTALL_URL: slack = own.slack } = settings;
  return { ...(discord && { discord }), ...(slack && { slack }) };
}

function ownInstallUrls(settings: Settings): Config['installUrls'] {
  const { origin } = new URL(settings.DISCORD_API_URL);
  const canInstall = settings.SLACK_CLIENT_ID !== undefined && settings.SLACK_BOT_TOKEN === undefined;
  return {
    discord: `${origin}/oauth2/authorize?client_id=${settings.DISCORD_APPLICATION_ID}`,
    ...(canInstall && { slack: `http://127.0.0.1:${settings.BOTS_PORT}/slack/install` }),
  };
}

function chatFileHosts(settings: Settings): Config['chatFileHosts'] {
  const discord = new URL(settings.DISCORD_API_URL);
  const slack = new URL(settings.SLACK_API_URL);
  return {
    discord: discord.hostname === 'discord.com' ? ['cdn.discordapp.com', 'media.discordapp.net'] : [discord.host],
    slack: slack.hostname === 'slack.com' ? ['files.slack.com'] : [slack.host],
  };
}
