/** Thrown where a request needs no answer, because the one before it has it: nothing of it stays in the chat. */
export class Left extends Error {
  override readonly name = 'Left';
}
