import { GatewayDispatchEvents } from 'discord.js';

/** What Discord sends through the gateway. https://discord.com/developers/docs/events/gateway-events#payload-structure */
export interface Packet {
  t: string | null;
  d: unknown;
}

/** What we read, or what the library needs for its sessions. */
const kept: ReadonlySet<string | null> = new Set<string>([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
  GatewayDispatchEvents.InteractionCreate,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildUpdate,
  GatewayDispatchEvents.GuildDelete,
]);
const ofGuilds: ReadonlySet<string | null> = new Set<string>([
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildUpdate,
]);

/**
 * Takes out of a packet, before the library sees it, what it would remember and nobody reads: 2,500 servers with their channels, roles and
 * members are 300 MB. Its own limits do not extend to channels and roles.
 */
export function dropUnread(packet: Packet): void {
  if (!kept.has(packet.t)) packet.t = null;
  if (!ofGuilds.has(packet.t) || typeof packet.d !== 'object' || packet.d === null) return;
  // Without the list of its channels a server would count as one in an outage.
  for (const [key, value] of Object.entries(packet.d)) if (Array.isArray(value)) Object.assign(packet.d, { [key]: [] });
}
