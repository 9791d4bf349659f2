import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { encodeIntent, type Intent } from '#core/chat/intent.ts';
import { Failure } from '#core/failure.ts';
import { isRecorded } from '#core/generations/is-recorded.ts';
import { lastRequestMs } from '#core/generations/last-request.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { credits } from '#core/words.ts';
import { checkCanPay, teamNote } from './can-pay.ts';
import type { Context } from './dispatch.ts';
import type { Costs } from './intents/define-intent.ts';
import { Left } from './left.ts';
import { checkMayUse } from './may-use.ts';
import { PrivateAnswer } from './private-answer.ts';

/**
 * Whoever presses pays; on a card that is not their own they are told so first. Nothing has been done then, and one more press does it, once.
 * @param agreed the price that they agreed to with the press
 * @throws PrivateAnswer, and Failure too_few_credits, or as checkMayUse; Left, if they pressed twice where they meant once
 */
export async function askFirst(
  context: Context,
  press: Intent,
  { costs, agreed }: { costs: Costs; agreed?: Agreed | undefined },
): Promise<void> {
  const { who } = context;
  const { what, credits: amount, owner } = costs;
  if (amount === 0 || amount === agreed?.credits || isTheirs(owner, who)) return;
  if (agreed === undefined && context.deps.doubled.isDoubled(doubledKey(context, press))) throw new Left();
  await checkMayUse(context);
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
      ...(await teamNote(context)),
      actions(button(`Go on · ${price}`, await goOn(context, press, amount), 'primary')),
    ],
  });
}

const doubledKey = ({ who }: Context, press: Intent) => `${who.identityId}:${encodeIntent(press)}`;

/** The button that agrees to a price, to stand on a card that its person alone sees. */
export async function goOn(context: Context, press: Intent, amount: number): Promise<Intent> {
  const { deps, who } = context;
  const last = (await lastRequestMs(deps, who)).toString(36);
  // Used before, by somebody who was unlinked since, for example: it is a new question all the same.
  const isUsed = await isRecorded(deps, keyOf(context, press, last));
  const after = isUsed ? Date.now().toString(36) : last;
  return { name: 'go-on', args: { press: encodeIntent(press), credits: String(amount), after } };
}

const keyOf = ({ who, ask }: Context, press: Intent, after: string) =>
  `${ask.target.platform}:agreed:${who.identityId}/${after}:${encodeIntent(press)}`;

/** The price that was agreed to, and by which question: one of `goOn`, or of an earlier version. */
export interface Agreed {
  credits: number;
  after?: string;
}

/**
 * An agreement is good for one request, however often its button is pressed, and however often the question was asked before anything came of it: two
 * processes may ask twice. Questions of an earlier version are known by their message, and by their button, as one message may ask about several
 * pictures.
 */
export function agreedIn(context: Context, press: Intent, { after }: Agreed): Context {
  const { ask, deps } = context;
  deps.doubled.forget(doubledKey(context, press));
  const { messageId, target } = ask;
  if (after !== undefined) return { ...context, isAgreed: true, ask: { ...ask, key: keyOf(context, press, after) } };
  // In a window of Slack's there is no message: the answer takes the place of the question.
  if (messageId === undefined) return { ...context, isAgreed: true };
  const key = `${target.platform}:agreed:${target.channelId}/${messageId}:${encodeIntent(press)}`;
  return { ...context, isAgreed: true, ask: { ...ask, key } };
}

/** Does what was agreed to; the question then says so, in place of its button. */
export async function onceAgreed<Done>(
  { ask, deps }: Context,
  costs: Costs | undefined,
  work: () => Promise<Done>,
): Promise<Done> {
  const close = () =>
    ask.closeQuestion?.(usedCard(costs)).catch((err: unknown) => deps.log.warn({ err }, 'a used question stays open'));
  try {
    const done = await work();
    await close();
    return done;
  } catch (error) {
    if (error instanceof Failure && error.code === 'pressed_twice') await close();
    throw error;
  }
}

/** In place of a question whose button was pressed. */
export const usedCard = (costs: Pick<Costs, 'what' | 'credits'> | undefined): Card => ({
  tone: 'done',
  title: 'You agreed to this',
  blocks: [
    text(
      ...(costs ? [`${costs.what} for ${credits(costs.credits)}.`] : []),
      'It is made once, and comes in a message of its own.',
    ),
  ],
});
