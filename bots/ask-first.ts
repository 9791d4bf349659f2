import { actions, note, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { encodeIntent, type Intent } from '#core/chat/intent.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { credits } from '#core/words.ts';
import type { Context } from './dispatch.ts';
import type { Costs } from './intents/define-intent.ts';
import { PrivateAnswer } from './private-answer.ts';

/**
 * Whoever presses pays; on a card that is not their own they are told so first. Nothing has been done then, and one more press does it.
 * @param agreed the price that they agreed to with the press
 * @throws PrivateAnswer
 */
export function askFirst(
  { who, ask }: Context,
  press: Intent,
  { costs, agreed }: { costs: Costs; agreed?: number | undefined },
): void {
  if (costs.credits === 0 || costs.credits === agreed || isTheirs(costs.owner, who)) return;
  const price = credits(costs.credits);
  throw new PrivateAnswer({
    tone: 'notice',
    title: `This costs you ${price}`,
    blocks: [
      text(
        `You have ${credits(who.balance)}. The card is somebody else’s; what you make from it is yours, in a message of its own.`,
      ),
      ...(ask.team ? [note('Where a team’s wallet pays for you, it pays this, too.')] : []),
      actions(
        button(
          `Go on · ${price}`,
          { name: 'agree', args: { press: encodeIntent(press), credits: String(costs.credits) } },
          'primary',
        ),
      ),
    ],
  });
}
