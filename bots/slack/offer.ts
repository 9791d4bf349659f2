import type { Button } from '@slack/web-api';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { cut } from '#core/chat/cut.ts';
import { platforms } from '#core/chat/platforms.ts';
import { startWords } from '#core/chat/present/tool-words.ts';
import { Failure } from '#core/failure.ts';
import { isRecorded } from '#core/generations/is-recorded.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { usedAlready } from '#core/generations/refusals.ts';
import { checkWanted, type Wanted } from '#core/generations/wanted.ts';
import { priceOf } from '#core/models/plan.ts';
import { capital, counted, credits } from '#core/words.ts';
import { usedCard } from '../ask-first.ts';
import { beginGeneration } from '../begin-generation.ts';
import { checkCanPay, teamNote } from '../can-pay.ts';
import { imagine, imagineOptions, wantedBy } from '../commands/imagine.ts';
import { describeOptions } from '../define-command.ts';
import { type Context, dispatch, type Reply } from '../dispatch.ts';
import { checkMayUse } from '../may-use.ts';
import { parseOptions } from '../parse-options.ts';
import { PrivateAnswer } from '../private-answer.ts';
import { actOf, type BotsDeps } from '../receive.ts';
import { picturesInWords } from '../typed-again.ts';
import { replyTo, type SlackTarget } from './answer.ts';
import { askOf, requestKeyOf } from './ask.ts';
import { lookUp } from './look-up.ts';
import { offerButton, readOffer, type Wish } from './offer-button.ts';
import { quoteOwnNames } from './own-names.ts';
import { parseText } from './parse-text.ts';
import { type AskedAt, notRead, takePictures } from './requests.ts';

/** What would be made, and what it costs. */
export interface Offered {
  wanted: Wanted;
  price: number;
  /** “2 images by flux-schnell”. */
  what: string;
  /** “2 images by flux-schnell for 2 credits, from your 20”. */
  words: string;
  /** “Starts from 2 pictures”. */
  starts: string | null;
}

/** The card of an offer; undefined if it cannot be made as it is written, or not by them: then there is no button. */
type Put = (offered: Offered | undefined) => Card;

/**
 * Offers to make what somebody wrote to us, with its price, to them alone. It may be no request at all: "thanks!". What cannot be made is refused at once.
 * @param put in place of the usual words; it is then told what cannot be made, too
 */
export async function offer(deps: BotsDeps, asked: Wish, put?: Put): Promise<void> {
  const named = { options: describeOptions(imagine), text: asked.written };
  const wish = { ...asked, written: await quoteOwnNames(deps, asked.target, named) };
  const { reply, hold } = withButton(deps, wish.target);
  const request = { name: 'offer', ask: askOf(deps, wish), reply, answer: 'ephemeral', isPrivate: false } as const;
  const givingBack = (error: unknown) => givenBack(error, wish);
  await dispatch(deps, { ...request, givingBack }, async (context) => {
    const offered = await planned(context, wish).catch((error) => {
      if (put && error instanceof Failure) return undefined;
      throw error;
    });
    if (offered) hold({ ...buttonOf(wish, offered), ...(put ? {} : ({ style: 'primary' } as const)) });
    if (put) return put(offered);
    return offered && shallIMake(context, wish, offered);
  });
}

/**
 * What somebody agreed to by the press, once; if it costs today something else than it said, it is offered anew.
 * @throws Failure unknown_button, pressed_twice
 */
export async function makeOffered(deps: BotsDeps, { value, ...pressed }: AskedAt & { value: string }): Promise<void> {
  const { price, ...written } = readOffer(value);
  const target = { ...pressed.target, ...written.place };
  const wish = { ...pressed, ...written, target, key: written.key ?? pressed.key };
  if (await isRecorded(deps, requestKeyOf(wish.key))) {
    await closeOffer(deps, pressed);
    throw usedAlready();
  }
  const { reply, hold } = withButton(deps, target);
  const given = rawOf(wish).raw;
  const act = actOf(deps.intents, { type: 'command', command: imagine, given, raw: async () => given });
  const { name, answer, isPrivate } = act;
  const givingBack = (error: unknown) => givenBack(error, wish);
  await dispatch(deps, { name, answer, isPrivate, ask: askOf(deps, wish), reply, givingBack }, async (context) => {
    const offered = await planned(context, wish);
    if (offered.price !== price) {
      hold({ ...buttonOf(wish, offered), style: 'primary' });
      throw new PrivateAnswer(await shallIMake(context, wish, offered));
    }
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

/** How dispatch answers, with the button beside what the person alone sees, once there is one. */
function withButton(deps: BotsDeps, target: SlackTarget): { reply: Reply; hold(button: Button): void } {
  let held: Button | undefined;
  return {
    hold: (button) => {
      held = button;
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
  takePictures(options, files, parsed);
  return parsed;
}

/** With what they wrote, as a command to copy. */
const givenBack = (error: unknown, { written, files = [] }: Wish): unknown =>
  error instanceof Failure
    ? error.givingBack(`${platforms.slack.typed(imagine.name)} ${written}`, picturesInWords(files.length))
    : error;

/** @throws Failure for what the request itself would be refused for, as far as that is known before it is made */
async function planned(context: Context, wish: Wish): Promise<Offered> {
  const { deps, who } = context;
  const { raw, ...read } = rawOf(wish);
  if (read.faults.length > 0) throw notRead(imagine, read);
  const options = parseOptions({ options: imagineOptions }, await lookUp(deps, wish.target, raw));
  await checkMayUse(context);
  const wanted = await wantedBy(context, options);
  checkWanted(wanted);
  const { model, count, size, pay } = wanted;
  const price = priceOf(model, count, size, picturesOf(wanted));
  const what = `${counted(count, 'image')} by ${model.name}`;
  await checkCanPay(context, { what, price, pay });
  const words = `${what} for ${credits(price)}, from your ${who.balance.toLocaleString('en-US')}`;
  const starts = startWords({ pictures: picturesOf(wanted), startsFrom: wanted.startsFrom?.name ?? null });
  return { wanted, price, what, words, starts };
}

function buttonOf(wish: Wish, { price }: Offered): Button {
  const button = offerButton(wish, price);
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

const shallIMake = async (context: Context, { written }: Wish, { words, starts }: Offered): Promise<Card> => ({
  tone: 'notice',
  title: 'Shall I make this?',
  blocks: [
    text(cut(written, 500), `${words}?`, ...(starts === null ? [] : [starts])),
    ...(await teamNote(context, 'What you write to me costs nothing until you press.')),
  ],
});
