import type { ChildProcess } from 'node:child_process';

/** Functions of another process, called over the channel that Node opens to a child. Arguments and results must be JSON. */
export type Methods = Record<string, (...args: never[]) => unknown>;

export type Remote<All extends Methods> = {
  [Name in keyof All]: (...args: Parameters<All[Name]>) => Promise<Awaited<ReturnType<All[Name]>>>;
};

interface Ask {
  id: number;
  name: string;
  args: unknown[];
}
type Told = { id: number; value?: unknown; error?: string };

/** In the child: answers the parent's calls. */
export function answerParent(methods: Methods): void {
  process.on('message', async ({ id, name, args }: Ask) => {
    const told: Told = { id };
    try {
      told.value = await methods[name]?.(...(args as never[]));
    } catch (error) {
      told.error = String(error);
    }
    process.send?.(told);
  });
  // Nobody is left to call.
  process.on('disconnect', () => process.exit(0));
}

/** In the parent. */
export function askChild<All extends Methods>(child: ChildProcess): Remote<All> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', ({ id, value, error }: Told) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(value);
    else asker?.reject(new Error(error));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The process that was asked ended with ${code}.`));
  });
  const ask = (name: string, args: unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, name, args } satisfies Ask);
    });
  return new Proxy({} as Remote<All>, {
    get: (_target, name) => (name === 'then' ? undefined : (...args: unknown[]) => ask(String(name), args)),
  });
}
