import type { Deps } from '../../deps.ts';
import { hashToken } from '../../linking/link-identity.ts';
import { notFound } from '../../not-found.ts';
import { isStepKind, type StepKind } from './steps.ts';

/** Whom a step of each kind tells. */
const told: Record<StepKind, string> = {
  listed: 'our list of erasures',
  key: 'our key store',
  file: 'our file store',
  prediction: 'Replicate',
  upload: 'Replicate',
  checkout: 'Stripe',
  plan: 'Stripe',
  team_plan: 'Stripe',
  customer_fields: 'Stripe',
  team_customer: 'Stripe',
  customer: 'Stripe',
  message: 'a chat',
};

/** How far a deletion is, for whoever has the token of its page. @throws Failure not_found */
export async function readDeletion({ db }: Pick<Deps, 'db'>, token: string) {
  const erasure = await db.erasure.findUnique({ where: { stopTokenHash: hashToken(token) } });
  if (!erasure) throw notFound('There is no such deletion');
  const left = await db.erasureStep.findMany({
    where: { erasureId: erasure.id, outcome: null },
    select: { kind: true },
  });
  const waitingFor = new Set(left.flatMap(({ kind }) => (isStepKind(kind) ? [told[kind]] : [])));
  const { state, dueAt, receipt } = erasure;
  return { state, dueAt, receipt, waitingFor: [...waitingFor] };
}
