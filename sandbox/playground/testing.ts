import { start as startDiscord } from '#sandbox/discord/start.ts';
import { start as startMail } from '#sandbox/mail/start.ts';
import { start as startReplicate } from '#sandbox/replicate/start.ts';
import { start as startSlack } from '#sandbox/slack/start.ts';
import { start as startStripe } from '#sandbox/stripe/start.ts';
import { start } from './start.ts';
import { startDiscordDemo } from './testing-discord.ts';
import { startSlackDemo } from './testing-slack.ts';

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The playground over real stand-ins, with a small app on the stock libraries behind each chat. */
export async function startWorld() {
  const discord = await startDiscord();
  const slack = await startSlack({ fileProcessingMs: 0 });
  const replicate = await startReplicate({ speed: 0 });
  const stripe = await startStripe();
  const mail = await startMail();
  const discordApp = await startDiscordDemo(discord);
  const slackApp = await startSlackDemo(slack);
  const links = [
    { label: 'Web', url: 'http://127.0.0.1:3000' },
    { label: 'Install in Slack', url: 'http://127.0.0.1:3001/slack/install' },
  ];
  const playground = await start({ discord, slack, replicate, stripe, mail, port: 0, links });
  return {
    discord,
    slack,
    replicate,
    stripe,
    mail,
    url: playground.url,
    async close() {
      await playground.close();
      await discordApp.close();
      await slackApp.close();
      for (const each of [discord, slack, replicate, stripe, mail]) await each.close();
    },
  };
}
