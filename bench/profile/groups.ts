/** The part of V8's CPU profile that is read here. */
export interface CpuProfile {
  nodes: Array<{ id: number; callFrame: { functionName: string; url: string }; children?: number[] }>;
  /** In microseconds of the machine's monotonic clock, which all processes share. */
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

/** A window of time, by `process.hrtime()`, in microseconds. */
export interface Window {
  fromUs: number;
  toUs: number;
}

const packages: ReadonlyArray<[RegExp, string]> = [
  [/node_modules\/@prisma\/|\/generated\/|wasm/, 'Prisma'],
  [/node_modules\/(?:pg|pg-[\w-]+|postgres-[\w-]+)\//, 'pg'],
  [/node_modules\/bullmq\//, 'BullMQ'],
  [/node_modules\/(?:ioredis|redis-[\w-]+)\//, 'ioredis'],
  [/node_modules\/zod\//, 'zod'],
  [/node_modules\/undici\/|internal\/deps\/undici/, 'undici, fetch'],
  [/node_modules\/(?:@discordjs|discord\.js|discord-api-types|ws)\//, 'discord.js'],
  [/node_modules\/(?:express|router|body-parser|raw-body|helmet|etag|finalhandler|send|content-type)\//, 'express'],
  [/node_modules\/(?:pino|sonic-boom|pino-[\w-]+)\//, 'pino'],
  [/node_modules\/replicate\//, 'replicate'],
  [/node_modules\/sharp\//, 'sharp'],
  [/node_modules\/prom-client\//, 'prom-client'],
  [/node_modules\//, 'other packages'],
  [/\/dist\//, 'our own code'],
];

const own = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'outside JavaScript'],
]);

/**
 * Milliseconds by who used them. What Node does (a write to a socket, a hash, opening a file) counts for the package that called it; what it does with
 * nobody's call below it is its own: an event that arrives, a callback, a promise that goes on.
 */
export function timesByGroup(
  { nodes, startTime, samples, timeDeltas }: CpuProfile,
  window: Window,
): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const groups = new Map<number, string | undefined>();
  const enter = (id: number, inherited: string) => {
    const node = byId.get(id);
    if (!node) return;
    const { functionName, url } = node.callFrame;
    const group = own.get(functionName) ?? packages.find(([path]) => path.test(url))?.[1] ?? inherited;
    groups.set(id, functionName === '(idle)' ? undefined : group);
    for (const child of node.children ?? []) enter(child, group);
  };
  enter(nodes[0]?.id ?? 0, 'Node');
  const times = new Map<string, number>();
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    const group = groups.get(id);
    if (group === undefined || at < window.fromUs || at > window.toUs) continue;
    // A sample stands for the time until the next.
    times.set(group, (times.get(group) ?? 0) + (timeDeltas[index + 1] ?? 0) / 1_000);
  }
  return times;
}
