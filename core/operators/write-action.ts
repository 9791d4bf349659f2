import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { flag, uuid } from '../database/columns.ts';
import type { Asked } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import { actedBy, type Operator } from './operator.ts';

/** What is about no wallet's credits. */
const registerKinds = [
  ...(['privacy_open', 'privacy_end', 'privacy_export', 'privacy_carry_out'] as const),
  ...(['terms', 'limits', 'block_workspace', 'unblock_workspace'] as const),
  ...(['report_look', 'report_hide', 'report_show', 'report_delete', 'report_dismiss', 'report_revoke'] as const),
] as const;

const write = sqlFunction({
  name: 'write_admin_action',
  args: actedBy.extend({
    kind: z.enum(registerKinds),
    walletId: uuid.optional(),
    requestId: uuid.optional(),
  }),
  asDocument: true,
  row: flag,
});

export interface RegisterAction {
  id: string;
  kind: (typeof registerKinds)[number];
  requestId?: string;
  walletId?: string;
  /** For the register of privacy requests, which has no words, codes alone. */
  reason: string;
}

type Tx = Asked & Pick<Prisma.TransactionClient, '$executeRaw'>;

/** Records what an operator does to the register, as done. False: this id was recorded before. In one transaction with what it records. */
export async function writeRegisterAction(db: Tx, operator: Operator, action: RegisterAction): Promise<boolean> {
  const isNew = await beginRegisterAction(db, operator, action);
  if (isNew) await endRegisterAction(db, action.id);
  return isNew;
}

/** As begun: what it does takes more than one transaction. False: this id was recorded before. */
export const beginRegisterAction = (db: Tx, operator: Operator, action: RegisterAction): Promise<boolean> =>
  write.one(db, { ...action, operatorId: operator.userId, operatorEmail: operator.email });

/** Records that it is done, once. */
export const endRegisterAction = (db: Pick<Tx, '$executeRaw'>, id: string) =>
  db.$executeRaw`SELECT end_admin_action(${id}::uuid, true, '')`;
