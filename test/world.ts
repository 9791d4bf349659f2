import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { items } from '#core/billing/plans.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import { readConfig } from '#core/config.ts';
import type { Deps } from '#core/deps.ts';
import { createStops } from '#core/stops.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { type DiscordStandIn, start as startDiscord } from '#sandbox/discord/start.ts';
import { type MailStandIn, start as startMail } from '#sandbox/mail/start.ts';
import { type ReplicateStandIn, start as startReplicate } from '#sandbox/replicate/start.ts';
import { type SlackStandIn, start as startSlack } from '#sandbox/slack/start.ts';
import { type StripeStandIn, start as startStripe } from '#sandbox/stripe/start.ts';
import { assemble } from '../assemble.ts';
import { slackManifest } from '../bots/slack/manifest.ts';
import { type Role, roles } from '../roles.ts';
import { watchDiscord, watchSlack } from './exercised.ts';
import { freePort } from './free-port.ts';
import type { TestDatabase } from './postgres.ts';

export interface WorldOptions {
  /** Added to the environment that every world has. */
  env?: Record<string, string>;
  /** Redis for the queue instead of PostgreSQL. */
  redisUrl?: string | undefined;
  logLevel?: string;
  /** The roles that run in this process; the rest are started by the test. */
  roles?: readonly Role[];
  replicate?: Parameters<typeof startReplicate>[0];
  /** Discord sends interactions to BOTS_PORT instead of through its gateway. */
  discordByHttp?: boolean;
  /** Discord's rules for shards; see its stand-in. */
  sharding?: NonNullable<Parameters<typeof startDiscord>[0]>['sharding'];
  /** What its people do proves no command or button: they do it at random. */
  unwatched?: boolean;
  /** How long Slack's channels wait between two messages; see its stand-in. */
  slack?: Parameters<typeof startSlack>[0];
}

/** UPixel with its stand-ins and its own database, for a test or a benchmark. */
export interface World {
  deps: Deps;
  discord: DiscordStandIn;
  slack: SlackStandIn;
  replicate: ReplicateStandIn;
  stripe: StripeStandIn;
  mail: MailStandIn;
  /** For a separate process that belongs to this world. */
  env: Record<string, string>;
  close(): Promise<void>;
}

export async function startWorld(database: TestDatabase, options: WorldOptions = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upixel-world-'));
  const stops = createStops();
  stops.add(() => rm(dataDir, { recursive: true, force: true }));
  stops.add(database.close);
  const [webPort, botsPort] = [await freePort(), await freePort()];
  const [discord, slack, replicate, stripe, mail] = await Promise.all([
    // A second process of ours must not wait 5 s for its turn.
    startDiscord({ sharding: { identifyEveryMs: 0, ...options.sharding } }),
    startSlack({
      eventsUrl: `http://127.0.0.1:${botsPort}/slack/events`,
      // Four test files share two cores: here it matters that a form opens, not how soon.
      triggerMs: process.env.VITEST ? 20_000 : undefined,
      ...options.slack,
    }),
    startReplicate({ speed: 0.05, ...options.replicate }),
    startStripe({ webhook: { url: `http://127.0.0.1:${webPort}/webhooks/stripe` } }),
    startMail(),
  ]);
  stops.add(() => Promise.all([discord.close(), slack.close(), replicate.close(), stripe.close(), mail.close()]));
  if (!options.unwatched) {
    watchDiscord(discord.people);
    watchSlack(slack.people);
  }
  slack.people.setManifest(
    slackManifest({ botsUrl: `http://127.0.0.1:${botsPort}`, publicUrl: `http://127.0.0.1:${webPort}` }),
  );
  const env: Record<string, string> = {
    NODE_ENV: 'test',
    PORT: String(webPort),
    BOTS_PORT: String(botsPort),
    WORKER_PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    UPIXEL_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_CLIENT_SECRET: discord.clientSecret,
    SMTP_URL: mail.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    REPLICATE_API_URL: replicate.apiUrl,
    REPLICATE_API_TOKEN: replicate.token,
    STRIPE_API_URL: stripe.url,
    STRIPE_SECRET_KEY: stripe.apiKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    ...(options.discordByHttp ? { DISCORD_PUBLIC_KEY: discord.publicKey } : {}),
    // Each picture would be a run of its own at the provider; tests of the check switch it on.
    NSFW_CHECK: 'off',
    // Tests press faster than people.
    REQUESTS_PER_MINUTE: '100000',
    REQUESTS_PER_MINUTE_OF_PLACE: '100000',
    LOG_LEVEL: options.logLevel ?? 'warn',
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    ...options.env,
  };
  const deps = await assemble(readConfig(env), {
    roles: options.roles ?? roles,
    stops,
    async prepare(made) {
      const installed = slack.workspaces.find((workspace) => workspace.installed);
      if (installed) await saveSlackInstall(made, installed);
      await made.payments.syncCatalogue(items);
    },
  });
  if (options.discordByHttp) await discord.setInteractionsEndpoint(`http://127.0.0.1:${botsPort}/discord/interactions`);
  else if ((options.roles ?? roles).includes('bots')) await serverNamed(deps, discord);
  async function close() {
    const misfits = await misfitsOf(discord);
    await stops.stop();
    if (misfits.length > 0) throw new Error(`Discord's own schemas refuse what was sent: ${misfits.join('\n')}`);
  }
  return { deps, discord, slack, replicate, stripe, mail, env, close };
}

/** Enough for any test that looks at cards; those that send thousands look at none. */
const mostChecked = 1_000;

/** What we sent to Discord and its schemas refuse. Slack's stand-in refuses by itself what Slack's documents refuse. */
async function misfitsOf({ exchanges }: DiscordStandIn): Promise<string[]> {
  if (!process.env.VITEST) return [];
  // It reads all of Discord's API, which a benchmark has no use for.
  const { checkAgainstSpec } = await import('#sandbox/discord/spec-check.ts');
  return checkAgainstSpec(exchanges.slice(-mostChecked)).filter((each) => each.includes(' request'));
}

/** Discord's servers are written down a moment after the bots are there; people in tests ask at once, and cards say where. Not awaited for ever: some worlds have no Discord. */
async function serverNamed(deps: Deps, discord: DiscordStandIn): Promise<void> {
  const [first] = discord.people.guilds;
  for (let tries = 0; first && tries < 200; tries++) {
    if ((await workspaceName(deps, { platform: 'discord', externalId: first.id })) !== null) return;
    await sleep(10);
  }
}
