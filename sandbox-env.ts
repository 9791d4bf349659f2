import { items } from '#core/billing/plans.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import type { Config } from '#core/config.ts';
import type { Deps } from '#core/deps.ts';
import type { Settings } from '#core/environment.ts';
import { startSandbox } from '#sandbox/start.ts';
import { slackManifest } from './bots/slack/manifest.ts';

/** The sandbox for `npm start`: vendors without keys get stand-ins. Never loaded in production. */
export async function startOwnSandbox(settings: Settings) {
  const web = settings.PUBLIC_URL ?? `http://127.0.0.1:${settings.PORT}`;
  const sandbox = await startSandbox({
    dataDir: settings.UPIXEL_DATA_DIR,
    port: settings.SANDBOX_PORT,
    slackEventsUrl: `http://127.0.0.1:${settings.BOTS_PORT}/slack/events`,
    stripeWebhookUrl: `http://127.0.0.1:${settings.PORT}/webhooks/stripe`,
    slackManifest: slackManifest({ botsUrl: `http://127.0.0.1:${settings.BOTS_PORT}`, publicUrl: web }),
    links: [
      { label: 'Web', url: web },
      { label: 'Health', url: `${web}/health/ready` },
      // Not PUBLIC_URL, because of api/only-here.ts.
      { label: 'Queues', url: `http://127.0.0.1:${settings.PORT}/queues` },
      { label: 'Install in Slack', url: `http://127.0.0.1:${settings.BOTS_PORT}/slack/install` },
    ],
    env: process.env,
  });
  return {
    ...sandbox,
    async prepare(deps: Deps) {
      if (sandbox.slackInstall && deps.config.slack.apiUrl === sandbox.slack.apiUrl)
        await saveSlackInstall(deps, sandbox.slackInstall);
      if (deps.config.stripe.apiUrl === sandbox.stripe.url) await deps.payments.syncCatalogue(items);
    },
    printAddresses: (config: Config, ms: number) =>
      printAddresses(config, { playground: sandbox.url, stripe: sandbox.stripe.url }, ms),
  };
}

function printAddresses(config: Config, { playground, stripe }: { playground: string; stripe: string }, ms: number) {
  const rows = [
    ['Playground', playground, 'Discord and Slack side by side: type /imagine'],
    ['Web', config.publicUrl, ''],
    ['API', `http://127.0.0.1:${config.webPort}/health/ready`, 'is everything up?'],
    ['Queues', `http://127.0.0.1:${config.webPort}/queues`, ''],
    ['Mailbox', `${playground}/mailbox`, ''],
    ['Stripe', stripe, 'what was paid: refund it, dispute it'],
  ];
  const lines = rows.map(([name = '', url = '', what = '']) =>
    `  ${name.padEnd(12)}${url.padEnd(38)}${what}`.trimEnd(),
  );
  process.stdout.write(
    `\nUPixel is up after ${(ms / 1000).toFixed(1)} s.\n\n${lines.join('\n')}\n\n  Ctrl-C stops it; the data stays in ${config.dataDir}.\n\n`,
  );
}
