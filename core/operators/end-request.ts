import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { answeringOf, knownOf } from '../privacy/requests/answering.ts';
import { endRequest, type RequestEnd } from '../privacy/requests/end-request.ts';
import { lockRequest, requestHasEnded } from '../privacy/requests/lock-request.ts';
import type { PrivacyRequest } from '../privacy/requests/request.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

/**
 * An operator has answered a request. One that the program can carry out is done once it has been carried out, and then ends by itself; it can still
 * be refused. `id` is the action's own: repeating it has no effect. @throws Failure not_found, too_late, not_carried_out
 */
export async function endByOperator(
  deps: Pick<Deps, 'db'>,
  operator: Operator,
  { id, requestId, end }: { id: string; requestId: string; end: RequestEnd },
): Promise<undefined> {
  await deps.db.$transaction(async (tx) => {
    if (await tx.adminAction.findUnique({ where: { id } })) return;
    const request = await lockRequest(tx, requestId);
    const known = await knownOf({ db: tx }, [request]);
    const answering = (await answeringOf({ db: tx }, [request], known)).get(requestId);
    if (answering === 'under_way') throw underWay(request.kind);
    if (answering === 'carry_out' && end.state === 'done') throw notCarriedOut();
    if (!(await endRequest({ db: tx }, requestId, { ...end, evidence: { by: 'operator' } }))) throw requestHasEnded();
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

export const underWay = (kind: PrivacyRequest['kind']) =>
  new Failure('too_late', {
    title: 'This one ends by itself',
    happened: `${kind === 'delete' ? 'A deletion' : 'A copy'} is under way for this request. Nothing was changed.`,
    next: `Wait for its end, which is written here${kind === 'delete' ? ', or have the person stop it' : ''}.`,
  });

const notCarriedOut = () =>
  new Failure('not_carried_out', {
    title: 'It was not carried out',
    happened: 'We know this person, and nothing of what they ask for was done. Nothing was changed.',
    next: 'Press “Carry out”: it ends by itself once it is done. Or refuse it, and say why.',
  });
