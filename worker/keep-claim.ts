/**
 * Renews a claim for as long as the work on it goes on, which may take longer than the claim lasts; a process that died renews
 * nothing. What hinders a renewal is for `onTrouble` to tell: the work goes on, and ends harmlessly if somebody else has ended it.
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
