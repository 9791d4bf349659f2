import { undoEmailChange } from '#core/accounts/undo-email-change.ts';
import { type AuthContext, refusal } from './context.ts';

/** @throws APIError INVALID_UNDO, UNDO_TAKEN */
export async function pressUndo({ deps, limits, address }: AuthContext, { token }: { token: string }) {
  await limits.count('link', { address });
  const undone = await undoEmailChange(deps, token);
  if (undone.outcome === 'over') throw refusal('INVALID_UNDO');
  if (undone.outcome === 'taken') throw refusal('UNDO_TAKEN', 'CONFLICT');
  return { email: undone.email };
}
