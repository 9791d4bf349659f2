import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Channel, channelHash } from '../chat/channel-hash.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sealId } from '../keys/seal-words.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { type ByManager, recordAction } from './actions.ts';
import type { ChannelWish } from './channel-wishes.ts';
import type { ChannelRule } from './place-here.ts';
import { writeRules } from './rules.ts';

/** Changes in which channels of a place images may be asked for. Returns whether that changes anything. @throws Failure bad_options, if none would be left */
export async function setChannel(
  deps: Pick<Deps, 'db' | 'keys'>,
  by: ByManager,
  { wish, channel }: { wish: ChannelWish; channel: Channel },
): Promise<boolean> {
  const { workspaceId } = by;
  const { readable, sealed } = await sealId(deps, { workspaceId }, channel.channelId);
  const hash = await channelHash(deps, channel);
  const row = { workspaceId, channelHash: hash, channelId: readable, channelIdSealed: sealed };
  const where = { workspaceId, channelHash: hash };
  return repeatable(() =>
    deps.db.$transaction(async (tx) => {
      await writeRules(tx, workspaceId, {});
      const before = await channelsOf(tx, workspaceId);
      const { channels } = await tx.placeRules.findUniqueOrThrow({ where: { workspaceId } });
      const add = () => tx.placeChannel.createMany({ data: [row], skipDuplicates: true });
      const takeOut = () => tx.placeChannel.deleteMany({ where });
      const begin = async (rule: ChannelRule) => {
        await tx.placeChannel.deleteMany({ where: { workspaceId } });
        if (rule !== 'all') await add();
        await writeRules(tx, workspaceId, { channels: rule });
      };
      if (wish === 'everywhere') await begin('all');
      else if (wish === 'only') await begin('only');
      else if (channels === 'all') await (wish === 'not' ? begin('except') : undefined);
      else if ((channels === 'only') === (wish === 'also')) await add();
      else await takeOut();
      if (wish !== 'everywhere' && (await tx.placeChannel.count({ where: { workspaceId } })) === 0) {
        if (channels === 'only') throw noneLeft();
        await writeRules(tx, workspaceId, { channels: 'all' });
      }
      const isChanged = !isDeepStrictEqual(before, await channelsOf(tx, workspaceId));
      if (isChanged) await recordAction(tx, by, 'rules');
      return isChanged;
    }),
  );
}

async function channelsOf(tx: Prisma.TransactionClient, workspaceId: string) {
  const { channels } = await tx.placeRules.findUniqueOrThrow({ where: { workspaceId } });
  const named = await tx.placeChannel.findMany({ where: { workspaceId }, orderBy: { channelHash: 'asc' } });
  return { channels, hashes: named.map(({ channelHash: hash }) => hash) };
}

const noneLeft = () =>
  new Failure('bad_options', {
    title: 'No channel would be left',
    happened: 'This is the only channel in which images are made. Nothing was changed.',
    next: 'Allow another one first, or allow all of them with “Everywhere”.',
  });
