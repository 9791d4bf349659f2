// The vendors and the people in front of them run in their own process, so that their cost is not the product's.
import { startFauxqs } from 'fauxqs';
import { start as startDiscord } from '#sandbox/discord/start.ts';
import { sample, sampleKinds } from '#sandbox/replicate/pictures/samples.ts';
import { start as startReplicate } from '#sandbox/replicate/start.ts';
import { start as startSlack } from '#sandbox/slack/start.ts';
import { type Answers, createAnswers } from './answers.ts';
import { allPosted, crowd } from './crowd.ts';
import { discordChat } from './discord-chat.ts';
import type { Place } from './line.ts';
import { type Play, type Plays, patienceMs, watchPlays } from './plays.ts';
import { answerParent } from './remote.ts';
import { slackChat } from './slack-chat.ts';
import { type Followed, timelineOf } from './timeline/steps.ts';

export interface Crowd {
  /** At first; `answer` changes it. */
  answers: Answers;
  people: number;
  /** Where the people are: in Discord if omitted. */
  chat?: 'discord' | 'slack';
  /** Whether pictures go into a store that speaks S3, in this process; else into a folder. */
  inS3?: boolean;
  /** Discord servers with the bot; a few if omitted. */
  guilds?: number;
  slackEventsUrl: string;
  places: Record<'discord' | 'replicate', Place>;
}

const given: Crowd = JSON.parse(process.argv[2] ?? '');
const answers = createAnswers(given.answers);
// Drawn before anything is measured.
await Promise.all(sampleKinds.map(sample));
const [discord, slack, replicate] = await Promise.all([
  startDiscord({ ...given.places.discord, sharding: { shards: Math.ceil((given.guilds ?? 0) / 2_000) || 1 } }),
  startSlack({ eventsUrl: given.slackEventsUrl }),
  startReplicate({
    ...given.places.replicate,
    modelTimeMs: answers.modelTimeMs,
    samePicture: answers.picture,
    maxCreatesPerMinute: Number.POSITIVE_INFINITY,
  }),
]);
discord.people.addGuilds(Math.max(0, (given.guilds ?? 0) - discord.people.guilds.length));
const plays: Plays = watchPlays(
  replicate,
  given.chat === 'slack' ? slackChat(slack, given.people) : discordChat(discord, given.people),
);
const s3 = given.inS3 ? await startFauxqs({ port: 0, host: '127.0.0.1', logger: false }) : undefined;
s3?.createBucket('pictures');
let burst: Play[] = [];

/** Requests by method and route, without ids. */
function countCalls(): Record<string, number> {
  const counts: Record<string, number> = {};
  const id = /\/(?:[0-9a-z]{26}|\d{15,}|[\w-]{60,}|[\w-]{32})(?=\/|$)/g;
  for (const [name, { calls }] of Object.entries({ discord, replicate })) {
    for (const { method, path } of calls) {
      const route = `${name} ${method} ${path.replace(id, '/…').replace(/\/…\/out(?:put|-\d+)\.\w+$/, '/…')}`;
      counts[route] = (counts[route] ?? 0) + 1;
    }
  }
  counts['replicate → us, webhooks'] = replicate.webhooks.length;
  return counts;
}

function clearCalls() {
  discord.calls.length = 0;
  replicate.calls.length = 0;
  (replicate.webhooks as unknown[]).length = 0;
}

const methods = {
  env: () => ({
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_CLIENT_SECRET: discord.clientSecret,
    // Nobody registers or pays in a benchmark.
    SMTP_URL: 'smtp://127.0.0.1:9',
    STRIPE_API_URL: 'http://127.0.0.1:9',
    STRIPE_SECRET_KEY: 'unused',
    STRIPE_WEBHOOK_SECRET: 'unused',
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_BOT_TOKEN: slack.workspaces.find(({ installed }) => installed)?.botToken ?? '',
    ...(s3 && {
      STORAGE_URL: `s3://pictures?endpoint=http://127.0.0.1:${s3.port}&region=eu-north-1&accessKeyId=unused&secretAccessKey=unused`,
    }),
    REPLICATE_API_URL: replicate.apiUrl,
    REPLICATE_API_TOKEN: replicate.token,
  }),
  answer: answers.use,
  paced: (perSecond: number, seconds: number) => crowd.paced(plays, perSecond, seconds),
  oneByOne: (count: number) => crowd.oneByOne(plays, count),
  atOnce: (people: number, rounds: number) => crowd.atOnce(plays, people, rounds),
  sustained: (people: number, seconds: number) => crowd.sustained(plays, people, seconds),
  fill: (count: number, forMs: number) => crowd.fill(plays, count, forMs),
  async timeline(count: number) {
    const followed: Followed[] = [];
    for (let index = 0; index < count; index++) {
      const play = await plays.send();
      await plays.until(play, 'postedAt', patienceMs);
      const fetched = replicate.calls.findLast(({ path }) => path.startsWith('/delivery/'));
      followed.push({ ...play, fetchedAt: fetched && fetched.atMs - performance.timeOrigin });
    }
    return timelineOf(followed);
  },
  clearCalls,
  countCalls,
  close: () => Promise.all([discord.close(), slack.close(), replicate.close(), s3?.stop()]).then(() => undefined),

  /** Sends that many commands in one instant; returns as soon as `posted` of them have their picture. */
  async burst(count: number, posted: number): Promise<void> {
    burst = await Promise.all(Array.from({ length: count }, () => plays.send()));
    let seen = 0;
    await new Promise<void>((resolve) => {
      for (const play of burst)
        void plays.until(play, 'postedAt', 60_000).then(() => {
          seen += 1;
          if (seen === posted) resolve();
        });
    });
  },
  /** Waits until the burst has ended. `tookMs`: from the first command to the last picture. */
  async burstOutcome() {
    await allPosted(plays, burst);
    return {
      tookMs: Math.max(...burst.map(({ postedAt = Number.NaN }) => postedAt)) - Math.min(...burst.map((p) => p.sentAt)),
      lost: burst.filter(({ postedAt }) => postedAt === undefined).length,
      deliveredTwice: burst.filter(({ messageIds }) => messageIds.size > 1).length,
      editedAgain: burst.filter(({ posts, messageIds }) => posts > 1 && messageIds.size === 1).length,
      paidTwice: burst.filter(({ predictions }) => predictions > 1).length,
    };
  },
};

export type StandInMethods = typeof methods;
answerParent(methods);
process.send?.('ready');
