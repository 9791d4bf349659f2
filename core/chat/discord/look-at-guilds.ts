import { DiscordAPIError } from '@discordjs/rest';
import { type RESTAPIPartialCurrentUserGuild, Routes } from 'discord-api-types/v10';
import type { Deps } from '../../deps.ts';
import { findWorkspaces } from '../../teams/add-workspaces.ts';
import type { EndDeps } from '../../teams/end-workspace.ts';
import { openPlaceId } from '../place-id.ts';
import { endGuild, type Guild, saveGuilds } from './guilds.ts';

/**
 * Compares Discord's list with ours: GUILD_DELETE is not repeated for a bot that was offline, and without a gateway nobody notifies us.
 * A server missing from the list is looked up by itself before it counts as having removed the bot.
 * @returns how many had
 */
export async function lookAtGuilds(deps: EndDeps & Pick<Deps, 'discordRest' | 'keys'>): Promise<number> {
  const readAt = new Date();
  const theirs = await listGuilds(deps);
  await saveGuilds(deps, theirs, readAt);
  const listed = await findWorkspaces(
    deps,
    'discord',
    theirs.map(({ id }) => id),
  );
  const unlisted = await deps.db.workspace.findMany({
    where: { platform: 'discord', uninstalledAt: null, id: { notIn: [...listed.values()] } },
    select: { externalId: true, externalIdSealed: true },
  });
  let left = 0;
  for (const workspace of unlisted) {
    const externalId = await openPlaceId(deps, workspace);
    if (externalId === undefined || !(await hasLeft(deps, externalId))) continue;
    await endGuild(deps, externalId);
    left += 1;
  }
  return left;
}

/** https://discord.com/developers/docs/resources/user#get-current-user-guilds: this many at a time, ordered by id. */
const pageSize = 200;

async function listGuilds({ discordRest }: Pick<Deps, 'discordRest' | 'keys'>): Promise<Guild[]> {
  const all: Guild[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(pageSize), after: all.at(-1)?.id ?? '0' });
    const page = (await discordRest.bot.get(Routes.userGuilds(), { query })) as RESTAPIPartialCurrentUserGuild[];
    all.push(...page.map(({ id, name }) => ({ id, name })));
    if (page.length < pageSize) return all;
  }
}

const unknownGuild = 10004;
const missingAccess = 50001;

/** Whether Discord says that we are no longer in the server; an outage does not say so, and is thrown. */
async function hasLeft({ discordRest }: Pick<Deps, 'discordRest' | 'keys'>, id: string): Promise<boolean> {
  try {
    await discordRest.bot.get(Routes.guild(id));
    return false;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.code === unknownGuild || error.code === missingAccess)) return true;
    throw error;
  }
}
