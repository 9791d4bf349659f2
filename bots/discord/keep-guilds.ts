import { type Client, Events } from 'discord.js';
import { endGuild, saveGuilds } from '#core/chat/discord/guilds.ts';
import type { Deps } from '#core/deps.ts';
import { type SeenGuild, welcomeGuilds } from './welcome.ts';

type Change = { has: SeenGuild } | { removed: string };

/** Which servers have the bot, and their names: an image's page says where it was requested. */
export function keepGuilds(deps: Deps, client: Client) {
  const note = oneAfterAnother(deps);
  const has = ({ id, name, systemChannelId }: SeenGuild) => note({ has: { id, name, systemChannelId } });
  // READY brings the servers that already had the bot; discord.js announces later ones only. One in an outage has no name until it is back.
  client.once(Events.ClientReady, () => {
    for (const guild of client.guilds.cache.values()) if (guild.available) has(guild);
  });
  client.on(Events.GuildAvailable, has);
  client.on(Events.GuildCreate, has);
  client.on(Events.GuildUpdate, (_, guild) => has(guild));
  // Not sent for a server that Discord cannot reach at the moment: that is no removal.
  client.on(Events.GuildDelete, ({ id }) => note({ removed: id }));
}

/** In the order of the events, and all at once that came meanwhile: a shard that begins brings thousands of servers. */
function oneAfterAnother(deps: Deps) {
  let waiting: Change[] = [];
  let isWriting = false;
  const write = async () => {
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      for (const work of inTurns(changes)) {
        const written = 'removed' in work ? endGuild(deps, work.removed) : saveAndWelcome(deps, work.has);
        await written.catch((err) => deps.log.error({ err }, 'a discord server was not written down'));
      }
    }
    isWriting = false;
  };
  return (change: Change) => {
    waiting.push(change);
    if (isWriting) return;
    isWriting = true;
    // What one packet, or one burst of them, brings is one write.
    setImmediate(() => void write());
  };
}

async function saveAndWelcome(deps: Deps, guilds: readonly SeenGuild[]): Promise<void> {
  await welcomeGuilds(deps, guilds, await saveGuilds(deps, guilds));
}

/** Those between two removals together, each server once, with its last name. */
function* inTurns(changes: readonly Change[]): Generator<{ has: SeenGuild[] } | { removed: string }> {
  const has = new Map<string, SeenGuild>();
  const taken = () => {
    const guilds = [...has.values()];
    has.clear();
    return guilds;
  };
  for (const change of changes) {
    if ('has' in change) has.set(change.has.id, change.has);
    else {
      if (has.size > 0) yield { has: taken() };
      yield change;
    }
  }
  if (has.size > 0) yield { has: taken() };
}
