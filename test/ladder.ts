import { expect, vi } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { findHistory } from '#core/generations/find-history.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { isOver as hasEnded, type PredictionRecord } from '#sandbox/replicate/prediction.ts';
import type { World } from './world.ts';

/** `isPrivate`: to its person alone. */
export type Seen = Look & { isPrivate: boolean };

/** A request whose status is shown. */
export interface Asked {
  prompt: string;
  who: ChatUser;
  /** What its person sees of it. */
  seen(): Seen[];
  /** Takes it away from where it stands, or spoils the way there. */
  breaks(): unknown;
}

export interface Fate {
  /** The messages about it, and those of them that everybody sees. */
  told: Seen[];
  shown: Seen[];
  deliveries: string[];
  isInHistory: boolean;
}

/** All of these requests break, then all their pictures are made. */
export async function play(
  { deps, replicate }: World,
  asked: readonly Asked[],
  meanwhile: () => unknown = () => undefined,
): Promise<Map<string, Fate>> {
  for (const each of asked) await each.breaks();
  await meanwhile();
  const isOpen = { OR: [{ status: 'pending' as const }, { generation: { finishedAt: null } }] };
  const isOver = async () => {
    // Those that had to wait for their turn, too; but not past the deadline of one that is due and still being drawn.
    const now = replicate.clock.now();
    const isDue = [...replicate.predictions.values()].some((each) => !hasEnded(each) && now >= dueAt(each));
    if (!isDue) replicate.clock.advance(25_000);
    return (await deps.db.delivery.count({ where: isOpen })) === 0;
  };
  await vi.waitUntil(isOver, { timeout: 30_000, interval: 100 });
  const fates = asked.map(async ({ prompt, who, seen }): Promise<[string, Fate]> => {
    const { userId, identityId } = await identify(deps, who);
    const kept = await findHistory(deps, { userId, identityId }, { limit: 50, undelivered: true });
    const all = await findHistory(deps, { userId, identityId }, { limit: 50 });
    const ids = all.filter((each) => each.prompt === prompt).map(({ id }) => id);
    const deliveries = await deps.db.delivery.findMany({ where: { generationId: { in: ids } } });
    const told = seen().filter(({ text }) => text.includes(prompt));
    const shown = told.filter(({ isPrivate }) => !isPrivate);
    const isInHistory = kept.some((each) => each.prompt === prompt);
    return [prompt, { told, shown, deliveries: deliveries.map(({ status }) => status), isInHistory }];
  });
  return new Map(await Promise.all(fates));
}

const dueAt = ({ createdAtMs, modelTimeMs }: PredictionRecord) => createdAtMs + modelTimeMs;

export function expectEnd(fate: Fate | undefined, end: 'here' | 'history') {
  // Of its status nothing is left where the picture is.
  const all = JSON.stringify(fate);
  if (end === 'here')
    expect(
      fate?.shown.map(({ images }) => images.length),
      all,
    ).toEqual([1]);
  else
    expect(
      fate?.told.flatMap(({ images }) => images),
      all,
    ).toEqual([]);
  expect(fate).toMatchObject({
    deliveries: [end === 'here' ? 'delivered' : 'undelivered'],
    isInHistory: end === 'history',
  });
}

export const wordsOf = (fate: Fate | undefined) => fate?.told.map(({ text }) => text).join('\n');

export async function expectPaid(world: World, people: readonly ChatUser[], before: number, pictures: number) {
  const balances = await Promise.all(people.map(async (who) => (await identify(world.deps, who)).balance));
  expect(balances.reduce((sum, each) => sum + each, 0)).toBe(before * people.length - pictures);
  expect(await findFaultyWallets(world.deps)).toEqual([]);
}
