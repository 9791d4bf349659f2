import type { ButtonAction } from '#core/chat/button-id.ts';
import type { Action } from './action.ts';
import { again } from './again.ts';
import { buy } from './buy.ts';
import { cancel } from './cancel.ts';
import { confirmDelete, remove } from './delete.ts';
import { getCredits } from './get-credits.ts';
import { show } from './show.ts';
import { undoGift } from './undo-gift.ts';
import { unlink } from './unlink.ts';

/** What each button does. All of it is read from the database, so buttons work after any restart. */
export const actions: Record<ButtonAction, Action> = {
  again,
  cancel,
  delete: remove,
  'confirm-delete': confirmDelete,
  show,
  unlink,
  buy,
  'get-credits': getCredits,
  'undo-gift': undoGift,
};
