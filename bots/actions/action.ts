import type { ButtonId } from '#core/chat/button-id.ts';
import type { Card } from '#core/chat/card.ts';
import type { Context } from '../dispatch.ts';

export interface Action {
  /**
   * Where the answer goes: a new message for everybody, one for the person alone, or in place of the card that was
   * pressed. Discord wants to know before anything is done.
   */
  answer: 'public' | 'private' | 'in-place';
  run(context: Context, button: ButtonId): Promise<Card | undefined>;
}
