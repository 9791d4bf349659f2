import type { ButtonAction, ButtonId } from '#core/chat/button-id.ts';
import type { Card } from '#core/chat/card.ts';
import type { Context } from '../dispatch.ts';
import { again } from './again.ts';
import { buy } from './buy.ts';
import { cancel } from './cancel.ts';
import { confirmDelete, remove } from './delete.ts';
import { show } from './show.ts';
import { unlink } from './unlink.ts';

export interface Action {
  /**
   * Where the answer goes: a new message for everybody, one for the person alone, or in place of the card that was
   * pressed. Discord wants to know before anything is done.
   */
  answer: 'public' | 'private' | 'in-place';
  run(context: Context, button: ButtonId): Promise<Card | undefined>;
}

/** What each button does. All of it is read from the database, so buttons work after any restart. */
export const actions: Record<ButtonAction, Action> = {
  again,
  cancel,
  delete: remove,
  'confirm-delete': confirmDelete,
  show,
  unlink,
  buy,
};
