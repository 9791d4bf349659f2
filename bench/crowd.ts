import { setTimeout as sleep } from 'node:timers/promises';
import { isTurnedAway, type Play, type Plays, patienceMs } from './plays.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Felt {
  /** From the command to the acknowledgement. */
  acknowledgeMs: Spread;
  /** From the command to the posted picture, minus the model's time. */
  overheadMs: Spread;
  /** Commands that the bot refused at once, in words, because too much was under way: nothing was charged. */
  turnedAway: number;
  /** All others whose picture never arrived, and what some of them saw last. */
  lost: number;
  lastWords?: string[];
}

function feltIn(plays: readonly Play[]): Felt {
  const acknowledged = plays.flatMap(({ acknowledgedAt, sentAt }) =>
    acknowledgedAt === undefined ? [] : acknowledgedAt - sentAt,
  );
  const overheads = plays.flatMap(({ sentAt, createdAt, completedAt, postedAt }) =>
    createdAt === undefined || completedAt === undefined || postedAt === undefined
      ? []
      : postedAt - sentAt - (completedAt - createdAt),
  );
  return {
    acknowledgeMs: spreadOf(acknowledged),
    overheadMs: spreadOf(overheads),
    ...missing(plays),
  };
}

type Missing = Pick<Felt, 'turnedAway' | 'lost' | 'lastWords'>;

/** Those without a picture. */
function missing(plays: readonly Play[]): Missing {
  const without = plays.filter(({ postedAt }) => postedAt === undefined);
  const lost = without.filter((play) => !isTurnedAway(play));
  const saw = lost.map((play) => (play.lastWords ?? 'nothing').replace(play.prompt, '…').slice(0, 400));
  const lastWords = [...new Set(saw)].slice(0, 5);
  return { turnedAway: without.length - lost.length, lost: lost.length, ...(lost.length > 0 && { lastWords }) };
}

/** Ways in which a crowd uses the bot. */
export const crowd = {
  /** Sends that many commands a second, each on time even if earlier ones are still running; returns when all have ended. */
  async paced(plays: Plays, perSecond: number, seconds: number): Promise<Felt> {
    const startedAt = performance.now();
    const sent: Play[] = [];
    for (let index = 0; index < perSecond * seconds; index++) {
      const dueIn = startedAt + (index * 1000) / perSecond - performance.now();
      if (dueIn > 0) await sleep(dueIn);
      sent.push(await plays.send());
    }
    await allPosted(plays, sent);
    return feltIn(sent);
  },

  /** One person who waits for each picture. */
  async oneByOne(plays: Plays, count: number): Promise<Felt> {
    const sent: Play[] = [];
    for (let index = 0; index < count; index++) {
      const play = await plays.send();
      sent.push(play);
      await plays.until(play, 'postedAt', patienceMs);
    }
    return feltIn(sent);
  },

  /** That many people in the same instant, several times. */
  async atOnce(plays: Plays, people: number, rounds: number): Promise<Felt> {
    const sent: Play[] = [];
    for (let round = 0; round < rounds; round++) {
      const together = await Promise.all(Array.from({ length: people }, () => plays.send()));
      sent.push(...together);
      await allPosted(plays, together);
    }
    return feltIn(sent);
  },

  /** That many people who ask again as soon as they have their picture. Returns pictures a minute, without the start. */
  async sustained(
    plays: Plays,
    people: number,
    seconds: number,
  ): Promise<{ perMinute: number; sent: number } & Missing> {
    const from = performance.now() + warmingMs;
    const until = from + seconds * 1_000;
    const sent: Play[] = [];
    async function person() {
      while (performance.now() < until) {
        const play = await plays.send();
        sent.push(play);
        await plays.until(play, 'postedAt', patienceMs);
        if (isTurnedAway(play)) await sleep(turnedAwayMs);
      }
    }
    await Promise.all(Array.from({ length: people }, person));
    const posted = sent.filter(({ postedAt = 0 }) => postedAt >= from && postedAt < until);
    return { perMinute: (posted.length / seconds) * 60, sent: sent.length, ...missing(sent) };
  },

  /** Brings `count` more generations to the provider, a few at a time, within `forMs`. Returns how many are there then. */
  async fill(plays: Plays, count: number, forMs: number): Promise<number> {
    const atATime = 48;
    const until = performance.now() + forMs;
    const sent: Play[] = [];
    async function person() {
      while (sent.length < count && performance.now() < until) {
        const play = await plays.send('flux-2-pro'); // the model with the longest deadline
        sent.push(play);
        await plays.until(play, 'createdAt', patienceMs);
      }
    }
    await Promise.all(Array.from({ length: atATime }, person));
    return sent.filter(({ createdAt, completedAt }) => createdAt !== undefined && completedAt === undefined).length;
  },
};

/** Somebody who was told to try again later does so. */
const turnedAwayMs = 1_000;

/** Before people who ask again and again are counted. */
export const warmingMs = 2_000;

export async function allPosted(plays: Plays, sent: readonly Play[]): Promise<void> {
  await Promise.all(sent.map((play) => plays.until(play, 'postedAt', patienceMs)));
}
