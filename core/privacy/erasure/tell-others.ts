import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { keepErasure } from './claim.ts';
import { isStepKind, runStep, type StepKind, type StepOutcome } from './steps.ts';

type TellDeps = Pick<
  Deps,
  'db' | 'seal' | 'log' | 'keys' | 'keyStorage' | 'storage' | 'provider' | 'payments' | 'messengers'
>;

/** At Stripe the next step waits for the one before: a customer with an open checkout comes back. */
const stripeKinds: readonly string[] = [
  'checkout',
  'plan',
  'team_plan',
  'customer_fields',
  'team_customer',
  'customer',
] satisfies StepKind[];

/** Reaches everything outside that was written down; each once done is not done again. Returns how many are left for later. */
export async function tellOthers(deps: TellDeps, erasureId: string): Promise<number> {
  const left = await deps.db.erasureStep.findMany({
    where: { erasureId, outcome: null },
    orderBy: { position: 'asc' },
  });
  let isStripeDown = false;
  let failed = 0;
  for (const { id, kind, sealed } of left) {
    const isStripes = stripeKinds.includes(kind);
    if (!isStepKind(kind) || !sealed || (isStripes && isStripeDown)) {
      failed++;
      continue;
    }
    try {
      const about: unknown = JSON.parse(deps.seal.open(sealed));
      const outcome = await runStep(deps, kind, about);
      await noteStep(deps, { erasureId, id, outcome, counts: countsOf(kind, about, outcome) });
    } catch (err) {
      failed++;
      if (isStripes) isStripeDown = true;
      deps.log.warn({ erasureId, step: kind, err }, 'a step of an erasure is left for later');
    }
    await keepErasure(deps, erasureId);
  }
  return failed;
}

/** What the receipt counts. */
function countsOf(kind: StepKind, about: unknown, outcome: StepOutcome): [name: string, by: number] {
  if (kind === 'key') return ['keys', (about as { ids: unknown[] }).ids.length];
  if (kind === 'file') return ['files', (about as { keys: unknown[] }).keys.length];
  if (kind === 'lost_message') return [`messages_${(about as { platform: string }).platform}_lost`, 1];
  if (kind !== 'message') return [`${kind}_${outcome}`, 1];
  return [`messages_${(about as { target: { platform: string } }).target.platform}_${outcome}`, 1];
}

async function noteStep(
  { db }: Pick<Deps, 'db'>,
  step: { erasureId: string; id: string; outcome: StepOutcome; counts: [string, number] },
): Promise<void> {
  const [name, by] = step.counts;
  const note = async (tx: Prisma.TransactionClient) => {
    const { count } = await tx.erasureStep.updateMany({
      where: { id: step.id, outcome: null },
      data: { outcome: step.outcome, sealed: null, endedAt: new Date() },
    });
    // Two processes at once: counted once.
    if (count > 0)
      await tx.$executeRaw`
        UPDATE erasures SET counts = counts || jsonb_build_object(${name}::text, coalesce((counts->>${name}::text)::int, 0) + ${by}::int)
        WHERE id = ${step.erasureId}::uuid`;
  };
  await db.$transaction(note);
}
