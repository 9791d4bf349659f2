import type { Deps } from '../deps.ts';
import { dayWords } from '../words.ts';
import { planName } from './plans.ts';

export interface RunningPlan {
  name: string;
  /** What happens to it if nobody does anything, as a sentence. */
  words: string;
  /** Where it is changed or canceled. */
  billingUrl: string;
}

/** The plan that an account goes on paying for, shown to a person about to leave. Null if there is none. */
export async function findRunningPlan(
  deps: Pick<Deps, 'db' | 'config'>,
  { userId }: { userId: string },
): Promise<RunningPlan | null> {
  const found = await deps.db.subscription.findFirst({ where: { endedAt: null, wallet: { user: { id: userId } } } });
  if (!found) return null;
  const name = planName(found.plan);
  const until = dayWords(found.currentPeriodEnd);
  return {
    name,
    words: found.cancelAtPeriodEnd
      ? `Your plan ${name} goes on in your account until ${until}, and then ends.`
      : `Your plan ${name} goes on in your account, and is paid again on ${until}, until you cancel it.`,
    billingUrl: `${deps.config.publicUrl}/billing`,
  };
}
