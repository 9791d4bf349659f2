/** Tells when nobody waits for this process. */
export interface Quiet {
  /** Runs what somebody waits for. */
  busy<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves once nothing of that kind runs, or after so long: what waits here must come to its turn, too. */
  wait(limitMs: number): Promise<void>;
}

export function createQuiet(): Quiet {
  let running = 0;
  const waiting = new Set<() => void>();
  return {
    async busy(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) for (const goOn of [...waiting]) goOn();
      }
    },
    wait(limitMs) {
      if (running === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const goOn = () => {
          clearTimeout(timer);
          waiting.delete(goOn);
          resolve();
        };
        const timer = setTimeout(goOn, limitMs);
        waiting.add(goOn);
      });
    },
  };
}
