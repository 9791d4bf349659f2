import type { Button } from '@slack/web-api';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { platforms } from '#core/chat/platforms.ts';
import { Failure } from '#core/failure.ts';
import { isRecorded } from '#core/generations/is-recorded.ts';
import { usedAlready } from '#core/generations/refusals.ts';
import { capital } from '#core/words.ts';
import { usedCard } from '../ask-first.ts';
import { beginGeneration } from '../begin-generation.ts';
import { imagine, imagineOptions } from '../commands/imagine.ts';
import { describeOptions } from '../define-command.ts';
import { type Context, dispatch, type Reply } from '../dispatch.ts';
import { parseOptions } from '../parse-options.ts';
import { PrivateAnswer } from '../private-answer.ts';
import { actOf, type BotsDeps } from '../receive.ts';
import { picturesInWords } from '../typed-again.ts';
import { type Offered, offerOf, shallIMake } from '../written/offer.ts';
import { takePictures } from '../written/take-pictures.ts';
import { replyTo, type SlackTarget } from './answer.ts';
import { askOf, requestKeyOf } from './ask.ts';
import { editAbove, editWords, makeEdit } from './edit-above.ts';
import { attachedImage } from './images.ts';
import { lookUp } from './look-up.ts';
import { offerButton, readOffer, type Wish } from './offer-button.ts';
import { quoteOwnNames } from './own-names.ts';
import { parseText } from './parse-text.ts';
import { type AskedAt, notRead } from './requests.ts';

/** The card of an offer; undefined if it cannot be made as it is written, or not by them: then there is no button. */
type Put = (offered: Offered | undefined) => Card;

/**
 * Offers to make what somebody wrote to us, with its price, to them alone. It may be no request at all: "thanks!". What cannot be made is refused at once.
 * @param put in place of the usual words; it is then told what cannot be made, too
 */
export async function offer(deps: BotsDeps, asked: Wish, put?: Put): Promise<void> {
  const named = { options: describeOptions(imagine), text: asked.written };
  const wish = { ...asked, written: await quoteOwnNames(deps, asked.target, named) };
  const { reply, hold } = withButtons(deps, wish.target);
  const request = { name: 'offer', ask: askOf(deps, wish), reply, answer: 'ephemeral', isPrivate: false } as const;
  const givingBack = (error: unknown) => givenBack(error, wish);
  await dispatch(deps, { ...request, givingBack }, async (context) => {
    const offered = await planned(context, wish).catch((error) => {
      if (put && error instanceof Failure) return undefined;
      throw error;
    });
    if (put) {
      if (offered) hold(buttonOf(wish, offered));
      return put(offered);
    }
    return offered && askWhether(context, wish, { offered, hold });
  });
}

/**
 * What somebody agreed to by the press, once; if it costs today something else than it said, it is offered anew.
 * @throws Failure unknown_button, pressed_twice
 */
export async function makeOffered(deps: BotsDeps, { value, ...pressed }: AskedAt & { value: string }): Promise<void> {
  const { price, edits, ...written } = readOffer(value);
  const target = { ...pressed.target, ...written.place };
  const wish = { ...pressed, ...written, target, key: written.key ?? pressed.key };
  if (await isRecorded(deps, requestKeyOf(wish.key))) {
    await closeOffer(deps, pressed);
    throw usedAlready();
  }
  const { reply, hold } = withButtons(deps, target);
  const givingBack = (error: unknown) => (edits === undefined ? givenBack(error, wish) : wordsBack(error, wish));
  const asked = { ask: askOf(deps, wish), reply, givingBack };
  if (edits !== undefined)
    return dispatch(deps, { name: 'edit', answer: 'channel', ...asked }, async (context) => {
      await makeEdit(context, { edits, price, written: wish.written });
      await closeOffer(deps, pressed, { what: 'An edit of the picture above', credits: price });
      return undefined;
    });
  const given = rawOf(wish).raw;
  const act = actOf(deps.intents, { type: 'command', command: imagine, given, raw: async () => given });
  const { name, answer, isPrivate } = act;
  await dispatch(deps, { name, answer, isPrivate, ...asked }, async (context) => {
    const offered = await planned(context, wish);
    if (offered.price !== price) throw new PrivateAnswer(await askWhether(context, wish, { offered, hold }));
    await beginGeneration({ ...context, isAgreed: true }, offered.wanted);
    await closeOffer(deps, pressed, { what: capital(offered.what), credits: price });
    return undefined;
  });
}

/** In its place it says that it was used: it can be pressed no more. */
const closeOffer = (deps: BotsDeps, { target }: Pick<AskedAt, 'target'>, offered?: Parameters<typeof usedCard>[0]) =>
  deps.slack
    .closeQuestion(target, usedCard(offered))
    .catch((err: unknown) => deps.log.warn({ err }, 'a used offer stays open'));

type Hold = (...buttons: Button[]) => void;

/** How dispatch answers, with buttons beside what the person alone sees, once there are some. */
function withButtons(deps: BotsDeps, target: SlackTarget): { reply: Reply; hold: Hold } {
  let held: Button[] = [];
  return {
    hold: (...buttons) => {
      held = buttons;
    },
    reply: {
      ...replyTo(deps, target, 'message'),
      replyEphemeral: (card) => deps.slack.replyEphemeral(target, card, held),
    },
  };
}

/** The options in it, some still to be looked up, and what was not understood. */
function rawOf({ written, files = [] }: Wish) {
  const options = describeOptions(imagine);
  const parsed = parseText(options, written);
  takePictures(options, files.map(attachedImage), parsed);
  return parsed;
}

/** With what they wrote, as a command to copy. */
const givenBack = (error: unknown, { written, files = [] }: Wish): unknown =>
  error instanceof Failure
    ? error.givingBack(`${platforms.slack.typed(imagine.name)} ${written}`, picturesInWords(files.length))
    : error;

/** As they are: no command edits a picture. */
const wordsBack = (error: unknown, { written }: Wish): unknown =>
  error instanceof Failure ? error.givingBack(written) : error;

/** @throws Failure for what the request itself would be refused for, as far as that is known before it is made */
async function planned(context: Context, wish: Wish): Promise<Offered> {
  const { raw, ...read } = rawOf(wish);
  if (read.faults.length > 0) throw notRead(imagine, read);
  return offerOf(context, parseOptions({ options: imagineOptions }, await lookUp(context.deps, wish.target, raw)));
}

function buttonOf(wish: Wish, { price }: Offered): Button {
  const button = offerButton(wish, { price });
  if (!button) throw tooLong();
  return button;
}

const tooLong = () =>
  new Failure('prompt_too_long', {
    title: 'That is too long to offer',
    happened:
      'The button that makes it holds what you wrote, and takes some 3,000 characters. Nothing was made and nothing was taken.',
    next: ['Say it in fewer words, or give it to ', { command: 'imagine' }, ': alone, it opens a form.'],
  });

/** With the buttons that it asks about. */
async function askWhether(
  context: Context,
  wish: Wish,
  { offered, hold }: { offered: Offered; hold: Hold },
): Promise<Card> {
  const edit = await editAbove(context, wish);
  hold({ ...buttonOf(wish, offered), style: 'primary' }, ...(edit ? [edit] : []));
  const card = await shallIMake(context, wish.written, offered);
  const [first, ...others] = card.blocks;
  return edit && first ? { ...card, blocks: [first, text(editWords), ...others] } : card;
}
