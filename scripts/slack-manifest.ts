import { slackManifest } from '../bots/slack/manifest.ts';

/** `npm run slack:manifest -- https://bots.example.com`: what to paste at api.slack.com/apps, "From a manifest". */
const url = (process.argv[2] ?? process.env.BOTS_PUBLIC_URL ?? 'https://bots.example.com').replace(/\/+$/, '');
if (!URL.canParse(url)) {
  process.stderr.write(
    `${url} is not an address. Give the one where Slack reaches the bots, e.g. https://bots.example.com\n`,
  );
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(slackManifest(url), null, 2)}\n`);
