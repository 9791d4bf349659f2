/**
 * Renews a claim while the work on it goes on, which may take longer than the claim lasts; a dead process renews nothing. If a renewal fails,
 * `onTrouble` is called: the work goes on, and ends harmlessly if another process has ended it.
 */
export async function keepingClaim<Result>(
  { everyMs, renew, onTrouble }: { everyMs: number; renew: () => Promise<void>; onTrouble: (error: unknown) => void },
  work: () => Promise<Result>,
): Promise<Result> {
  const renewal = setInterval(() => renew().catch(onTrouble), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}
