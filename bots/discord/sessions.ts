import { type Client, Events } from 'discord.js';

/** Without a session no event reaches us. A resumed session replays what was missed, but not for much longer than this. */
const longestMs = 60_000;
/** Discord lets one shard begin a session at a time, every 5 s, in a small app. */
const betweenShardsMs = 5_000;

export interface Sessions {
  /** For `/health/ready`; undefined while every shard has a session. */
  trouble(): string | undefined;
  /** Resolves with the reason once it is certain that the library will not get them back. */
  ended: Promise<string>;
  /** Clears the timers. */
  forget(): void;
}

/** Watches all sessions of a client that is ready. */
export function watchSessions(client: Client, changed: (isWhole: boolean) => void): Sessions {
  const lost = new Map<number, NodeJS.Timeout>();
  let why: string | undefined;
  let end: (why: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = (because) => {
      why ??= because;
      changed(false);
      resolve(because);
    };
  });
  const patienceMs = longestMs + betweenShardsMs * (client.ws.shards.size - 1);
  const found = (shard: number) => {
    clearTimeout(lost.get(shard));
    lost.delete(shard);
    changed(lost.size === 0 && why === undefined);
  };
  client.on(Events.ShardReady, found);
  client.on(Events.ShardResume, found);
  client.on(Events.ShardReconnecting, (shard) => {
    if (lost.has(shard)) return;
    lost.set(
      shard,
      setTimeout(() => end(`shard ${shard} had no session for ${patienceMs / 1000} s`), patienceMs),
    );
    changed(false);
  });
  // The library emits this only if Discord has said that reconnecting is of no use.
  client.on(Events.ShardDisconnect, ({ code }, shard) => end(`discord closed shard ${shard} with ${code}, for good`));
  return {
    trouble: () => (why !== undefined ? 'ended' : lost.size > 0 ? 'no session' : undefined),
    ended,
    forget() {
      for (const timer of lost.values()) clearTimeout(timer);
    },
  };
}
