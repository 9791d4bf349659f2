import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { listRegister } from '../privacy/requests/find-requests.ts';
import type { PrivacyRequest } from '../privacy/requests/request.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

const atATime = 500;

/** Every line of the register, newest first; that somebody took it along is recorded first. */
export async function* exportRegister(deps: Pick<Deps, 'db'>, operator: Operator): AsyncGenerator<PrivacyRequest> {
  await deps.db.$transaction((tx) =>
    writeRegisterAction(tx, operator, { id: randomUUID(), kind: 'privacy_export', reason: 'the register as a file' }),
  );
  let after: { createdAt: Date; id: string } | undefined;
  for (;;) {
    const rows = await listRegister(deps, { show: 'all' }, { after, limit: atATime });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < atATime) return;
    after = { createdAt: last.receivedAt, id: last.id };
  }
}
