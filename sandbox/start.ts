import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { start as startDiscord } from './discord/start.ts';
import { start as startMail } from './mail/start.ts';
import { start as startPlayground } from './playground/start.ts';
import { start as startPostgres } from './postgres/start.ts';
import { start as startReplicate } from './replicate/start.ts';
import { start as startSlack } from './slack/start.ts';
import { start as startStripe } from './stripe/start.ts';

export interface SandboxOptions {
  /** Where everything is kept between two starts. */
  dataDir: string;
  /** The playground's port; the stand-ins take the next ones. 0: any free ones. */
  port: number;
  /** False if nobody looks at it: the demo. */
  playground?: boolean;
  /** Where Slack's stand-in posts to. */
  slackEventsUrl: string;
  /** Where Stripe's stand-in posts to. */
  stripeWebhookUrl: string;
  /** The app's manifest, as pasted at Slack. */
  slackManifest: object;
  links: Array<{ label: string; url: string }>;
  /** Variables that are already set, for which no value is made up. */
  env: Record<string, string | undefined>;
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/**
 * Everything UPixel needs from others, on this machine: PostgreSQL, Discord, Slack, Replicate, Stripe, a mail server, and the
 * playground to use them in. `env` points UPixel at them, for each vendor without keys of its own.
 */
export async function startSandbox(options: SandboxOptions) {
  const { env, port } = options;
  const dataDir = resolve(options.dataDir);
  const at = (offset: number) => (port === 0 ? 0 : port + offset);
  const stateDir = join(dataDir, 'sandbox');
  await mkdir(stateDir, { recursive: true });
  const stops: Array<() => Promise<void>> = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    const postgres = env.DATABASE_URL ? undefined : await startPostgres({ dataDir: join(dataDir, 'postgres') });
    if (postgres) stops.push(postgres.stop);
    const discord = await startDiscord({ port: at(1), stateFile: join(stateDir, 'discord.json') });
    stops.push(discord.close);
    const slack = await startSlack({
      port: at(2),
      eventsUrl: options.slackEventsUrl,
      stateFile: join(stateDir, 'slack.json'),
    });
    stops.push(slack.close);
    slack.people.setManifest(options.slackManifest);
    const replicate = await startReplicate({ port: at(3) });
    stops.push(replicate.close);
    const mail = await startMail({ port: at(4) });
    stops.push(mail.close);
    const stripe = await startStripe({
      port: at(5),
      stateFile: join(stateDir, 'stripe.json'),
      webhook: { url: options.stripeWebhookUrl },
    });
    stops.push(stripe.close);
    const { playground: wanted = true } = options;
    const links = [...options.links, { label: 'Stripe', url: stripe.url }];
    const playground = wanted
      ? await startPlayground({ discord, slack, replicate, stripe, mail, port, links })
      : undefined;
    if (playground) stops.push(playground.close);

    const installed = slack.workspaces.find((workspace) => workspace.installed);
    return {
      url: playground?.url ?? '',
      discord,
      slack,
      replicate,
      stripe,
      mail,
      stop,
      env: {
        ...(postgres ? { DATABASE_URL: postgres.url } : {}),
        ...(env.ENCRYPTION_KEY ? {} : { ENCRYPTION_KEY: await ownKey(join(dataDir, 'encryption.key')) }),
        ...(env.DISCORD_TOKEN
          ? {}
          : {
              DISCORD_API_URL: discord.apiUrl,
              DISCORD_TOKEN: discord.token,
              DISCORD_APPLICATION_ID: discord.applicationId,
              DISCORD_CLIENT_SECRET: discord.clientSecret,
            }),
        ...(env.SLACK_SIGNING_SECRET
          ? {}
          : {
              SLACK_API_URL: slack.apiUrl,
              SLACK_SIGNING_SECRET: slack.signingSecret,
              SLACK_CLIENT_ID: slack.clientId,
              SLACK_CLIENT_SECRET: slack.clientSecret,
            }),
        ...(env.REPLICATE_API_TOKEN
          ? {}
          : { REPLICATE_API_URL: replicate.apiUrl, REPLICATE_API_TOKEN: replicate.token }),
        ...(env.STRIPE_SECRET_KEY
          ? {}
          : {
              STRIPE_API_URL: stripe.url,
              STRIPE_SECRET_KEY: stripe.apiKey,
              STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
            }),
        ...(env.SMTP_URL ? {} : { SMTP_URL: mail.url }),
      },
      /** The workspace that has the bot from the start, as if installed through OAuth. */
      slackInstall: installed && {
        teamId: installed.teamId,
        name: installed.name,
        botToken: installed.botToken,
        botUserId: installed.botUserId,
        firstInstalledAt: installed.firstInstalledAt,
      },
    };
  } catch (error) {
    await stop();
    throw busyPort(error) ?? error;
  }
}

function busyPort(error: unknown): Error | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE' || !('port' in error))
    return undefined;
  return new Error(
    `Port ${error.port} is in use by another program. Stop that program, or choose other ports with SANDBOX_PORT: the sandbox takes that one and the five after it.`,
  );
}

/** The key of this folder's database, made at the first start. It is lost with the folder, like everything it opens. */
async function ownKey(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const key = randomBytes(32).toString('hex');
    await writeFile(file, `${key}\n`, { mode: 0o600 });
    return key;
  }
}
