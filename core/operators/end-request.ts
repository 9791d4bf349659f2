import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { endRequest, type RequestEnd } from '../privacy/requests/end-request.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

/**
 * An operator has answered a request. One that the program itself is carrying out ends by itself. `id` is the action's own: repeating it has no
 * effect. @throws Failure not_found, too_late
 */
export async function endByOperator(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  { id, requestId, end }: { id: string; requestId: string; end: RequestEnd },
): Promise<undefined> {
  await deps.db.$transaction(async (tx) => {
    if (await tx.adminAction.findUnique({ where: { id } })) return;
    const request = await tx.privacyRequest.findUnique({ where: { id: requestId } });
    if (!request) throw notFound();
    if (await tx.erasure.findFirst({ where: { requestId, endedAt: null }, select: { id: true } })) throw underWay();
    if (!(await endRequest({ db: tx }, requestId, { ...end, evidence: { by: 'operator' } }))) throw hasEnded();
    await writeRegisterAction(tx, operator, {
      ...{ id, kind: 'privacy_end', requestId },
      reason: `${request.ticket}: ${end.state === 'refused' ? `refused, ${end.refusal}` : end.state}`.replaceAll(
        '_',
        ' ',
      ),
    });
  });
  return undefined;
}

const underWay = () =>
  new Failure('too_late', {
    title: 'This one ends by itself',
    happened: 'A deletion is under way for this request. Nothing was changed.',
    next: 'Wait for its end, which is written here, or have the person stop it.',
  });

const hasEnded = () =>
  new Failure('too_late', {
    title: 'It has ended already',
    happened: 'This request was answered, or stopped, before. Nothing was changed.',
    next: 'Look at the register again.',
  });
