export interface Stops {
  /** Registers how to stop something that was just started. */
  add(stop: () => Promise<unknown>): void;
  /**
   * Stops everything, last started first, only once however often it is called. A failure does not keep the rest from stopping.
   * @throws the first error, after all is done
   */
  stop(): Promise<void>;
}

export function createStops(): Stops {
  const started: Array<() => Promise<unknown>> = [];
  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let last = started.pop(); last !== undefined; last = started.pop())
      await last().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }

  return {
    add: (stop) => void started.push(stop),
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
