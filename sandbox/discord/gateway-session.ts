import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { shardOf } from './ids.ts';

/** The number of events kept for a client that resumes; a client that misses more must start anew. */
const MAX_KEPT = 5_000;

export interface Session {
  id: string;
  intents: number;
  shard: [id: number, count: number];
  /** Absent while the client is disconnected and may still resume. */
  socket?: WebSocket;
  seq: number;
  kept: Array<{ seq: number; frame: string }>;
}

export const newSession = (socket: WebSocket, intents: number, shard: [number, number]): Session => ({
  id: randomBytes(16).toString('hex'),
  intents,
  shard,
  socket,
  seq: 0,
  kept: [],
});

export function wants(session: Session, guildId: string | undefined, intent: number | undefined): boolean {
  const [shardId, shardCount] = session.shard;
  if (shardOf(guildId, shardCount) !== shardId) return false;
  return intent === undefined || (session.intents & intent) !== 0;
}

/** Numbers the event, keeps it for a resume, and sends it if the client is connected. */
export function send(session: Session, name: string, data: unknown) {
  session.seq += 1;
  const frame = JSON.stringify({ op: 0, t: name, s: session.seq, d: data });
  session.kept.push({ seq: session.seq, frame });
  if (session.kept.length > MAX_KEPT) session.kept.splice(0, session.kept.length - MAX_KEPT);
  session.socket?.send(frame);
}

/** A heartbeat says how far the client got: earlier events are no longer needed. */
export function heard(session: Session, seq: unknown) {
  if (typeof seq !== 'number') return;
  const first = session.kept.findIndex((event) => event.seq > seq);
  session.kept = first < 0 ? [] : session.kept.slice(first);
}

/** False if events after `seq` are no longer kept. */
export function replay(session: Session, seq: number): boolean {
  const oldest = session.kept[0]?.seq ?? session.seq + 1;
  if (seq > session.seq || seq < oldest - 1) return false;
  for (const { seq: number, frame } of session.kept) if (number > seq) session.socket?.send(frame);
  return true;
}
