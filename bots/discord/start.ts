import type { Chat, Connection } from '../chat.ts';
import type { InFlight } from '../in-flight.ts';
import type { BotsDeps } from '../receive.ts';
import { connectGateway } from './gateway.ts';
import { refuseIfInteractionsGoElsewhere } from './interactions-go-elsewhere.ts';
import { interactionsRoute } from './interactions-route.ts';
import { registerDiscordCommands } from './register.ts';

/** Every session that begins requests a check; the first within a minute is enough. */
const lookEveryMs = 60_000;

/**
 * Discord by its gateway, or over HTTP on BOTS_PORT if DISCORD_PUBLIC_KEY is set. Then no gateway is opened: Discord sends interactions one way only.
 */
export function discordChat(deps: BotsDeps, inFlight: InFlight): Chat {
  const { publicKey } = deps.config.discord;
  let lookedAtMs = -lookEveryMs;
  /** Discord does not repeat which servers came or went while nobody listened: the worker asks. */
  const look = () => {
    if (performance.now() - lookedAtMs < lookEveryMs) return;
    lookedAtMs = performance.now();
    deps.queues
      .enqueue('discord-guilds', {})
      .catch((err) => deps.log.warn({ err }, 'left to the daily look at discord’s servers'));
  };
  const prepared = async (connection: Connection): Promise<Connection> => {
    // In production this is a deliberate act: npm run discord:register.
    if (!deps.config.production) await registerDiscordCommands(deps, deps.config.discord);
    return connection;
  };
  if (publicKey === undefined)
    return {
      name: 'discord',
      async connect() {
        await refuseIfInteractionsGoElsewhere(deps);
        return prepared(await connectGateway(deps, inFlight, look));
      },
    };
  return {
    name: 'discord',
    routes: interactionsRoute(deps, inFlight, publicKey),
    async connect() {
      look();
      deps.metrics.set('connected', { platform: 'discord' }, 1);
      return prepared({ close: async () => undefined });
    },
  };
}
