import { slackManifest } from '../bots/slack/manifest.ts';

/**
 * `npm run slack:manifest -- https://bots.example.com https://example.com`: prints what to paste at api.slack.com/apps, "From a manifest". The first
 * URL is where Slack reaches the bots, the second where people reach the pages. With `--agent` the app is an agent as well (SLACK_AGENT_VIEW).
 */
const hasAgentView = process.argv.includes('--agent');
const [botsUrl, publicUrl] = process.argv
  .slice(2)
  .filter((word) => word !== '--agent')
  .map((url) => url.replace(/\/+$/, ''));
const isAddress = (url: string | undefined): url is string =>
  url !== undefined && /^https?:/.test(url) && URL.canParse(url);
if (!isAddress(botsUrl) || !isAddress(publicUrl)) {
  process.stderr.write(
    'Give two addresses, where Slack reaches the bots and where people reach the pages:\n  npm run slack:manifest -- https://bots.example.com https://example.com\n',
  );
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(slackManifest({ botsUrl, publicUrl, hasAgentView }), null, 2)}\n`);
