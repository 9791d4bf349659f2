import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import type { SlackPeople } from '#sandbox/slack/people.ts';
import { type DatabaseClock, giveClock } from '../clock.ts';
import { fund } from '../fund.ts';
import type { TestDatabase } from '../postgres.ts';
import { type RoleProcess, startProcess } from '../process.ts';
import { startWorld, type World } from '../world.ts';
import { inSlack, type Place } from './in-slack.ts';
import type { Monkey } from './monkey.ts';
import { noticeInSlack } from './noticing.ts';
import { onDiscord } from './on-discord.ts';
import { type Event, onEachChat } from './plan.ts';
import { endTroubles, makeTrouble } from './troubles.ts';
import { isSettled, verdict } from './verdict.ts';

export interface Played {
  /** What must not be; empty if all is well. */
  faults: string[];
  /** How many of each act were done, and how many the chats' clients did not let them do. */
  acts: number;
  notPossible: number;
  generations: number;
}

/** Real time: somebody reads nothing for so long. */
const silentMs = 15_000;
/** Real time that a second of the stand-ins' takes at least, so that what is under way gets on. */
const secondMs = 150;
const hastyMs = 5_000;
const mostHaste = 60;

/** Lets them do all that, in a world of their own, and judges what is left. */
export async function play(database: TestDatabase, events: readonly Event[]): Promise<Played> {
  const dbClock = await giveClock(database.url);
  const world = await startWorld(database, { roles: ['api', 'bots'], logLevel: 'silent', unwatched: true });
  const worker = await startWorker(world);
  const faults: string[] = [];
  const onStray = (error: unknown) => void faults.push(`unhandled: ${String(error)}`);
  process.on('unhandledRejection', onStray);
  try {
    const crowd = await assemble(world);
    const game = createGame(crowd, faults);
    const lastS = Math.max(0, ...events.map(({ atS }) => atS));
    const firstTroubleS = Math.min(...events.filter(({ type }) => type !== 'act').map(({ atS }) => atS), lastS);
    for (let second = 0; second <= lastS; second++) {
      const from = performance.now();
      if (second === firstTroubleS) await noteMistakes(world, faults);
      for (const event of events.filter(({ atS }) => atS === second)) {
        if (event.type === 'trouble') makeTrouble(world, event.trouble);
        else if (event.type === 'kill') await worker.replace();
        else game.begin(event);
      }
      await game.allTaken();
      await sleep(Math.max(0, secondMs - (performance.now() - from)));
      await advance(world, dbClock, Math.max(0, 1_000 - (performance.now() - from)));
    }
    endTroubles(world);
    await game.allAnswered();
    for (let haste = 0; !(await isSettled(world)) && haste < mostHaste; haste++) {
      await advance(world, dbClock, hastyMs);
      await sleep(400);
    }
    faults.push(...worker.faults, ...(await verdict(world)));
    const { acts, notPossible } = game;
    return { faults, acts: acts(), notPossible: notPossible(), generations: await world.deps.db.generation.count() };
  } finally {
    await worker.stop();
    await world.close().catch((error: unknown) => void faults.push(String(error)));
    await dbClock.close();
    process.off('unhandledRejection', onStray);
  }
}

async function advance({ discord, slack, replicate }: World, dbClock: DatabaseClock, ms: number): Promise<void> {
  await dbClock.travel(ms);
  for (const { clock } of [discord, slack, replicate]) clock.advance(ms);
}

async function startWorker(world: World) {
  const faults: string[] = [];
  let isKilled = false;
  const start = async () => {
    const started = await startProcess('worker', world.env);
    isKilled = false;
    void started.ended.then((code) => (isKilled ? undefined : faults.push(`the worker ended by itself, with ${code}`)));
    return started;
  };
  let running: RoleProcess = await start();
  return {
    faults,
    async replace() {
      isKilled = true;
      await running.kill();
      running = await start();
    },
    async stop() {
      isKilled = true;
      await running.stop();
    },
  };
}

async function assemble(world: World): Promise<Monkey[]> {
  const { discord, slack } = world;
  const onIt = [...discord.people.users, ...discord.people.addUsers(onEachChat - discord.people.users.length)];
  const inIt = [...membersOf(slack.people), ...slack.people.addPeople(onEachChat - 3)];
  const teamId = slack.people.workspaces[0]?.id ?? '';
  const everybody: ChatUser[] = [
    ...onIt.map(({ id }) => ({ platform: 'discord', teamId: '', userId: id }) as const),
    ...inIt.map(({ userId }) => ({ platform: 'slack', teamId, userId }) as const),
  ];
  for (const user of everybody) await fund(world, user, 300);
  const noticing = noticeInSlack(slack.people);
  return [...onIt.map((user) => onDiscord(world, user)), ...inIt.map((person) => inSlack(world, person, noticing))];
}

/** The three who share channels: one that has the bot, a private one that has not, and one that it joins. */
function membersOf({ workspaces: [team] }: SlackPeople): Place[] {
  const channel = (name: string) => team?.channels.find((each) => each.name === name)?.id ?? '';
  const elsewhere = ['general', 'art', 'random'].map(channel);
  return ['general', 'secret-lab', 'random'].map((name, at) => ({
    ...{ userId: team?.users[at]?.id ?? '', channelId: channel(name), elsewhere },
  }));
}

/** Each does one thing after another, all of them at once. */
function createGame(crowd: readonly Monkey[], faults: string[]) {
  const busy = new Map<number, Promise<void>>();
  const taking = new Set<Promise<unknown>>();
  let acts = 0;
  let notPossible = 0;

  async function does({ person, act, dice }: Extract<Event, { type: 'act' }>): Promise<void> {
    const monkey = crowd[person];
    const done = await monkey?.act(act, createRandom(dice)).catch(() => void notPossible++);
    if (!monkey || !done) return;
    acts++;
    const { what, acknowledged, answered } = done;
    const said = (problem: string) => void faults.push(`${dice} ${monkey.name}, ${what}: ${problem}`);
    const taken = acknowledged.then(
      () => true,
      (error: unknown) => {
        // A client's own checks of a form are no silence.
        if (/did not respond|trouble connecting|operation_timeout|status \d+|no connection/.test(String(error)))
          said(String(error));
        return false;
      },
    );
    taking.add(taken);
    const isTaken = await taken;
    taking.delete(taken);
    if (!isTaken) return;
    const seen = answered.then(
      () => true,
      () => true,
    );
    const silence = sleep(silentMs, false, { ref: false });
    if (!(await Promise.race([seen, silence]))) said('was taken, and nothing came');
  }

  return {
    begin(event: Extract<Event, { type: 'act' }>) {
      const before = busy.get(event.person) ?? Promise.resolve();
      busy.set(
        event.person,
        before.then(() => does(event)),
      );
    },
    allTaken: () => Promise.all(taking),
    allAnswered: () => Promise.all(busy.values()),
    acts: () => acts,
    notPossible: () => notPossible,
  };
}

/** As long as nothing is troubled, no mistake of ours has an excuse. */
async function noteMistakes({ deps }: World, faults: string[]): Promise<void> {
  const { body } = await deps.metrics.text();
  const failed = [...body.matchAll(/^upixel_answers_total\{(.*outcome="failed".*)\} (\d+)$/gm)].filter(
    ([, , count]) => count !== '0',
  );
  for (const [, where, count] of failed) faults.push(`${count} mistakes of ours before any trouble: ${where}`);
}
