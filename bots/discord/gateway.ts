import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options } from 'discord.js';
import type { GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import { withoutChatIds } from '#core/safe-error.ts';
import type { Connection } from '../chat.ts';
import type { InFlight } from '../in-flight.ts';
import type { BotsDeps } from '../receive.ts';
import { takeMessage } from './direct-message.ts';
import { dropUnread, type Packet } from './drop-unread.ts';
import type { Interaction } from './interaction.ts';
import { keepGuilds } from './keep-guilds.ts';
import { watchSessions } from './sessions.ts';
import { takeInteraction } from './take-interaction.ts';

/** A shard begins every 5 s at the slowest; a shard that has not begun after this long will not. */
const startMs = (shards: number) => 60_000 + 5_000 * shards;

/** Discord's gateway: it brings interactions. Answers go by REST, so a restarting gateway delays no result. */
export async function connectGateway(deps: BotsDeps, inFlight: InFlight, begun: () => void): Promise<Connection> {
  const { apiUrl, token, shards } = deps.config.discord;
  const client = new Client({
    // None is privileged. Interactions come without any; what people write to the bot directly comes with its words (docs/decisions/0092).
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    rest: { api: apiUrl },
    // Later servers are announced by their own events; an outage of one server keeps nobody waiting.
    waitGuildTimeout: 3_000,
    ...(shards ? { shards: shards.ids, shardCount: shards.count } : { shards: 'auto' }),
    // We read what Discord sends; the library need not remember the people it has seen.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, UserManager: 1, GuildMemberManager: 1 }),
  });
  // Before the library sees it: it would remember each conversation, and nobody reads that.
  client.on(Events.Raw, (packet: Packet) => {
    if (packet.t === GatewayDispatchEvents.MessageCreate)
      takeMessage(deps, inFlight, packet.d as GatewayMessageCreateDispatchData);
    dropUnread(packet);
  });
  // Raw events: the library holds back those that come before every shard is ready, for longer than Discord waits.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: Interaction) => {
    takeInteraction(deps, inFlight, interaction);
  });
  // Without a listener a passing error would end the process.
  client.on(Events.Error, (err) => deps.log.error({ err }, 'discord'));
  client.on(Events.ShardError, (err, shard) => deps.log.warn({ err, shard }, 'discord'));
  client.on(Events.Warn, (warning) => deps.log.warn({ warning: withoutChatIds(warning) }, 'discord'));
  // Whenever a new session begins, events were missed.
  client.on(Events.ShardReady, begun);
  keepGuilds(deps, client);

  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const closedForGood = new Promise<never>((_resolve, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(`discord closed the gateway with ${code}`)));
  });
  try {
    await Promise.race([
      Promise.all([client.login(token), ready]),
      closedForGood,
      sleep(startMs(shards?.ids.length ?? 1), undefined, { ref: false }).then(() => {
        throw new Error('discord gave no session');
      }),
    ]);
  } catch (error) {
    await client.destroy();
    throw error;
  }
  closedForGood.catch(() => undefined); // from now on the sessions are watched
  const setConnected = (isWhole: boolean) => deps.metrics.set('connected', { platform: 'discord' }, isWhole ? 1 : 0);
  const sessions = watchSessions(client, setConnected);
  setConnected(true);
  deps.log.info({ guilds: client.guilds.cache.size, shards: client.ws.shards.size }, 'discord connected');
  return {
    trouble: sessions.trouble,
    ended: sessions.ended,
    async close() {
      sessions.forget();
      setConnected(false);
      await client.destroy();
    },
  };
}
