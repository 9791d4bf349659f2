import { actions, note, text } from '#core/chat/card/blocks.ts';
import { button } from '#core/chat/card/controls.ts';
import { encodeIntent, type Intent } from '#core/chat/intent.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { credits } from '#core/words.ts';
import { checkCanPay } from './can-pay.ts';
import type { Context } from './dispatch.ts';
import type { Costs } from './intents/define-intent.ts';
import { PrivateAnswer } from './private-answer.ts';

/**
 * Whoever presses pays; on a card that is not their own they are told so first. Nothing has been done then, and one more press does it, once.
 * @param agreed the price that they agreed to with the press
 * @throws PrivateAnswer, and Failure too_few_credits
 */
export async function askFirst(
  context: Context,
  press: Intent,
  { costs, agreed }: { costs: Costs; agreed?: number | undefined },
): Promise<void> {
  const { who, ask } = context;
  const { what, credits: amount, owner } = costs;
  if (amount === 0 || amount === agreed || isTheirs(owner, who)) return;
  await checkCanPay(context, { what, price: amount });
  const price = credits(amount);
  throw new PrivateAnswer({
    tone: 'notice',
    title: `This costs you ${price}`,
    blocks: [
      text(
        `${what} for ${price}, from your ${who.balance.toLocaleString('en-US')}?`,
        'The card is somebody else’s; what you make from it is yours, in a message of its own.',
      ),
      ...(costs.note === undefined ? [] : [note(`${costs.note}.`)]),
      ...(ask.team ? [note('Where a team’s wallet pays for you, it pays this, too.')] : []),
      actions(
        button(
          `Go on · ${price}`,
          { name: 'agree', args: { press: encodeIntent(press), credits: String(amount) } },
          'primary',
        ),
      ),
    ],
  });
}

/**
 * A question that asked for a price is good for one request, however often and however much later its button is pressed. It is known by its message, and
 * by its button, as one message may ask about several pictures.
 */
export function agreedIn(context: Context, press: Intent): Context {
  const { ask } = context;
  const { messageId, target } = ask;
  // In a window of Slack's there is no message: the answer takes the place of the question.
  if (messageId === undefined) return { ...context, isAgreed: true };
  const key = `${target.platform}:agreed:${target.channelId}/${messageId}:${encodeIntent(press)}`;
  return { ...context, isAgreed: true, ask: { ...ask, key } };
}
