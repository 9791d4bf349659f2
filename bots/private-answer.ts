import type { Card } from '#core/chat/card/card.ts';

/** Thrown in place of an answer that others would see: this card is for the person alone, and nothing is done. */
export class PrivateAnswer extends Error {
  override readonly name = 'PrivateAnswer';
  readonly card: Card;
  constructor(card: Card) {
    super(card.title);
    this.card = card;
  }
}
