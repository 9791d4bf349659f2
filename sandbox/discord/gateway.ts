import type { Server } from 'node:http';
import { GatewayCloseCodes as Close, GatewayIntentBits as Intent, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { heard, newSession, replay, type Session, send, wants } from './gateway-session.ts';
import { guildCreateJson, membersOf } from './guild-json.ts';
import { shardOf } from './ids.ts';
import { isObject, type Json, listOf, textOf } from './json.ts';
import { limits } from './limits.ts';
import type { State } from './state.ts';
import { application, bot, token } from './world.ts';

/** How long a session waits for its client to come back. */
const RESUMABLE_MS = 3 * 60_000;
/** This app was granted none of them in the developer portal. */
const PRIVILEGED = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;
const ALL_INTENTS = Object.values(Intent).reduce<number>(
  (all, bit) => all | Number(typeof bit === 'number' ? bit : 0),
  0,
);

export interface Gateway {
  connections(): number;
  drop(): void;
  /** Closes every connection with this code, and each new one that identifies or resumes, until it is set to undefined. */
  closeWith(code: number | undefined): void;
  /** Whether it can be reached at all; if not, open connections are cut too. */
  setReachable(reachable: boolean): void;
  askToReconnect(): void;
  invalidate(resumable: boolean): void;
  close(): void;
}

interface Connection {
  socket: WebSocket;
  session?: Session;
  alive: boolean;
  sent: number;
}

/** The gateway over JSON without compression. https://discord.com/developers/docs/events/gateway */
export function attachGateway(server: Server, state: State, heartbeatIntervalMs: number): Gateway {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();
  let refusal: number | undefined;
  let isReachable = true;

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!isReachable) return socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    if (!/^\/gateway\/?$/.test(pathname)) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    if (searchParams.has('compress')) return socket.end('HTTP/1.1 400 Compression is not offered\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (client) => open(client, searchParams));
  });

  function open(socket: WebSocket, query: URLSearchParams) {
    if (query.get('v') !== '10') return socket.close(Close.InvalidAPIVersion, 'Invalid API version');
    if (query.get('encoding') !== 'json') return socket.close(Close.DecodeError, 'Only JSON is spoken here');
    const connection: Connection = { socket, alive: true, sent: 0 };
    connections.add(connection);
    tell(socket, Op.Hello, { heartbeat_interval: heartbeatIntervalMs });
    // Real time, not the stand-in's clock: moving the clock by an hour must not count as a dead connection.
    const watch = setInterval(() => {
      if (!connection.alive) socket.close(Close.SessionTimedOut, 'No heartbeat');
      connection.alive = false;
    }, heartbeatIntervalMs * 1.5);
    const minute = setInterval(() => {
      connection.sent = 0;
    }, 60_000);
    socket.on('message', (raw) => receive(connection, raw));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      clearInterval(watch);
      clearInterval(minute);
      connections.delete(connection);
      if (connection.session) leave(connection.session, socket, code);
    });
  }

  /** A client that closes with 1000 or 1001 ends its session; after any other close it may resume. */
  function leave(session: Session, socket: WebSocket, code: number) {
    if (session.socket !== socket) return;
    delete session.socket;
    if (code === 1000 || code === 1001) sessions.delete(session.id);
    else
      state.clock.after(RESUMABLE_MS, () => {
        if (!session.socket) sessions.delete(session.id);
      });
    state.emit({ type: 'gatewayDisconnected' });
  }

  function receive(connection: Connection, raw: RawData) {
    const { socket } = connection;
    connection.sent += 1;
    if (connection.sent > limits.gatewayEventsPerMinute) return socket.close(Close.RateLimited, 'Rate limited.');
    const message = parse(raw);
    if (!message) return socket.close(Close.DecodeError, 'Error while decoding payload.');
    const data = isObject(message.d) ? message.d : {};
    switch (message.op) {
      case Op.Heartbeat:
        connection.alive = true;
        if (connection.session) heard(connection.session, message.d);
        return tell(socket, Op.HeartbeatAck, null);
      case Op.Identify:
        return identify(connection, data);
      case Op.Resume:
        return resume(connection, data);
    }
    if (!connection.session) return socket.close(Close.NotAuthenticated, 'Not authenticated.');
    switch (message.op) {
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
        return;
      case Op.RequestGuildMembers:
        return chunk(connection.session, data);
      default:
        return socket.close(Close.UnknownOpcode, 'Unknown opcode.');
    }
  }

  function identify(connection: Connection, data: Json) {
    const { socket } = connection;
    if (connection.session) return socket.close(Close.AlreadyAuthenticated, 'Already authenticated.');
    if (refusal !== undefined) return socket.close(refusal);
    if (data.token !== token) return socket.close(Close.AuthenticationFailed, 'Authentication failed.');
    const intents = typeof data.intents === 'number' ? data.intents : -1;
    if (intents < 0 || intents & ~ALL_INTENTS) return socket.close(Close.InvalidIntents, 'Invalid intent(s).');
    if (intents & PRIVILEGED) return socket.close(Close.DisallowedIntents, 'Disallowed intent(s).');
    const [shardId = 0, shardCount = 1] = listOf(data.shard).map(Number);
    if (!(shardId >= 0 && shardId < shardCount)) return socket.close(Close.InvalidShard, 'Invalid shard.');
    const { rules } = state.sessionStarts;
    const handled = [...state.guilds.values()].filter(
      ({ id, botIsMember }) => botIsMember && shardOf(id, shardCount) === shardId,
    );
    if (handled.length >= rules.guildsPerShard) return socket.close(Close.ShardingRequired, 'Sharding required.');
    const counted = state.sessionStarts.count(shardId);
    if (counted === 'too soon') return tell(socket, Op.InvalidSession, false);
    if (counted === 'spent') return endAll(Close.AuthenticationFailed);
    const session = newSession(socket, intents, [shardId, shardCount]);
    connection.session = session;
    sessions.set(session.id, session);
    const guilds = [...state.guilds.values()].filter(
      ({ id, botIsMember }) => botIsMember && wants(session, id, undefined),
    );
    send(session, 'READY', {
      v: 10,
      user: { ...bot, email: null, mfa_enabled: true, verified: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: state.address.gatewayUrl,
      shard: session.shard,
      application: { id: application.id, flags: 0, flags_new: '0' },
      private_channels: [],
      relationships: [],
      presences: [],
      guild_join_requests: [],
    });
    // Interactions are sent regardless of the intents, guilds only with theirs.
    if (intents & Intent.Guilds)
      for (const guild of guilds)
        if (!guild.isUnavailable) send(session, 'GUILD_CREATE', guildCreateJson(state, guild));
    state.emit({ type: 'gatewayConnected' });
  }

  function resume(connection: Connection, data: Json) {
    const { socket } = connection;
    if (refusal !== undefined) return socket.close(refusal);
    if (data.token !== token) return socket.close(Close.AuthenticationFailed, 'Authentication failed.');
    const session = sessions.get(textOf(data.session_id));
    if (!session) return tell(socket, Op.InvalidSession, false);
    const before = session.socket;
    session.socket = socket;
    connection.session = session;
    before?.terminate();
    if (typeof data.seq !== 'number' || !replay(session, data.seq)) {
      sessions.delete(session.id);
      delete connection.session;
      return tell(socket, Op.InvalidSession, false);
    }
    send(session, 'RESUMED', {});
    state.emit({ type: 'gatewayConnected' });
  }

  /** As after a token reset: every session ends, and none can start. */
  function endAll(code: number) {
    refusal = code;
    sessions.clear();
    for (const { socket } of connections) socket.close(code);
  }

  /** Requesting all members of a guild needs a privileged intent; requesting them by id does not. */
  function chunk(session: Session, data: Json) {
    const guild = state.guilds.get(textOf(data.guild_id));
    const ids = [data.user_ids].flat().map(String);
    if (!guild) return;
    const members = membersOf(guild).filter(({ user }) => isObject(user) && ids.includes(textOf(user.id)));
    send(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members,
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids.filter((id) => !state.users.has(id)),
      ...(textOf(data.nonce) ? { nonce: data.nonce } : {}),
    });
  }

  state.dispatch = ({ name, data, guildId, intent }) => {
    const deliver = () => {
      for (const session of sessions.values()) if (wants(session, guildId, intent)) send(session, name, data);
    };
    const fault = state.faults.take(`EVENT ${name}`);
    if (fault?.type === 'never') return;
    if (fault?.type === 'late') state.clock.after(fault.ms, deliver);
    else deliver();
    if (fault?.type === 'twice') deliver();
  };

  return {
    connections: () => [...connections].filter(({ session }) => session?.socket).length,
    drop() {
      for (const { socket } of connections) socket.terminate();
    },
    closeWith(code) {
      if (code === undefined) refusal = undefined;
      else endAll(code);
    },
    setReachable(reachable) {
      isReachable = reachable;
      if (!reachable) for (const { socket } of connections) socket.terminate();
    },
    askToReconnect() {
      for (const { socket } of connections) tell(socket, Op.Reconnect, null);
    },
    invalidate(resumable) {
      for (const { socket, session } of connections) {
        if (session && !resumable) sessions.delete(session.id);
        tell(socket, Op.InvalidSession, resumable);
      }
    },
    close() {
      for (const { socket } of connections) socket.terminate();
      sockets.close();
    },
  };
}

function tell(socket: WebSocket, op: Op, data: unknown) {
  socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
}

function parse(raw: RawData): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(String(raw));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
