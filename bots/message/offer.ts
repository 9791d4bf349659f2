import { actions, type CardImage, images, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Button, button } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import type { Intent } from '#core/chat/intent.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import { Failure } from '#core/failure.ts';
import { checkReference } from '#core/generations/reference.ts';
import { goneResult } from '#core/generations/refusals.ts';
import { toolDoesNotApply } from '#core/generations/tool-refusals.ts';
import { readView } from '#core/generations/view.ts';
import { backgroundRemover } from '#core/models/background-remover.ts';
import { blip } from '#core/models/blip.ts';
import { editors } from '#core/models/catalogue.ts';
import { realEsrgan } from '#core/models/real-esrgan.ts';
import { snap } from '#core/models/snap.ts';
import { priceOfTool } from '#core/models/tools.ts';
import { credits, priceWords } from '#core/words.ts';
import { goOn } from '../ask-first.ts';
import { checkCanPay, teamNote } from '../can-pay.ts';
import type { Context } from '../dispatch.ts';
import { checkMayUse } from '../may-use.ts';
import type { Act } from '../receive.ts';
import type { MessageCommand } from './commands.ts';
import { type AttachedPicture, type PointedMessage, resultIn } from './pointed-message.ts';

/** What can be done with one picture of the message. */
interface Offer {
  /** Its place among the pictures of the message, from 1. */
  number: number;
  /** Which picture that is: “red.png”, or the words that it was made from. */
  name: string | undefined;
  does: Intent;
  /** Undefined: the form that opens says it. */
  price: number | undefined;
  image?: CardImage;
}

/** Tells the person alone what it costs, with a button for each picture of the message. Nothing is done before that is pressed. */
export const messageAct = (command: MessageCommand, message: PointedMessage): Act => ({
  name: command.name,
  answer: 'ephemeral',
  async run(context) {
    await checkMayUse(context);
    const generationId = resultIn(message);
    const offers =
      generationId === undefined ? ofAttached(command, message) : await ofResult(context, command, generationId);
    const cheapest = Math.min(...offers.filter(isPaidByPress).map(({ price = 0 }) => price));
    if (Number.isFinite(cheapest))
      await checkCanPay(context, { what: `${command.label} the picture of that message`, price: cheapest });
    return await cardOf(context, command, offers);
  },
});

async function cardOf(context: Context, { name, label }: MessageCommand, offers: readonly Offer[]): Promise<Card> {
  const { who } = context;
  const [first, ...others] = offers;
  const isOne = others.length === 0;
  const price = first?.price;
  return {
    tone: 'notice',
    title: titles[name](isOne ? 'this picture' : 'which picture'),
    blocks: [
      text(
        whichOf(offers),
        price === undefined
          ? `The form says what each model costs; you have ${credits(who.balance)}.`
          : `${price === 0 ? 'It is free' : `It costs you ${credits(price)}`}; you have ${credits(who.balance)}.`,
        whereTo(context),
      ),
      ...(price === 0 ? [] : await teamNote(context)),
      images(...offers.flatMap(({ image }) => (image ? [image] : []))),
      actions(
        ...(await Promise.all(offers.map((offer) => buttonOf(context, offer, isOne ? label : String(offer.number))))),
      ),
    ],
  };
}

/** “red.png” of that message; 1: one.png, 2: two.png of that message. */
function whichOf(offers: readonly Offer[]): string {
  const named = offers.flatMap(({ number, name }) => (name === undefined ? [] : [{ number, name: cut(name, 100) }]));
  const [first] = named;
  if (!first || named.length < offers.length)
    return `The ${offers.length === 1 ? 'picture' : 'pictures'} of that message`;
  if (named.length === 1) return `${quoted(first.name)} of that message`;
  if (named.every(({ name }) => name === first.name)) return `The pictures of ${quoted(first.name)}`;
  return `${named.map(({ number, name }) => `${number}: ${isolated(name)}`).join(', ')} of that message`;
}

/** Others see what comes of the press, as they see what comes of a command. */
function whereTo({ who, ask }: Context): string {
  const { channelIds = [] } = ask;
  const yours = 'What is made of it is yours, in a message of its own';
  if (who.prefers?.resultsFor === 'me') return `${yours} that only you see, as your settings say.`;
  return channelIds.length === 0 ? `${yours} here.` : `${yours} that everybody here sees.`;
}

const titles: Record<MessageCommand['name'], (which: string) => string> = {
  'use-reference': (which) => `Start from ${which}?`,
  upscale: (which) => `Upscale ${which}?`,
  'cut-out': (which) => `Cut out ${which}?`,
  describe: (which) => `Describe ${which}?`,
  'pixel-art': (which) => `Make pixel art of ${which}?`,
  edit: (which) => `Edit ${which}?`,
};

/** What a form opens for is paid when the form is sent. */
const isPaidByPress = ({ does, price = 0 }: Pick<Offer, 'does' | 'price'>) =>
  price > 0 && does.name !== 'edit' && does.name !== 'edit-attached';

/** What it costs is agreed to by this press. */
async function buttonOf(context: Context, { does, price }: Offer, label: string): Promise<Button> {
  const words = [label, ...(price === undefined ? [] : [priceWords(price)])].join(' · ');
  return button(words, isPaidByPress({ does, price }) ? await goOn(context, does, price ?? 0) : does);
}

/** A picture that was made here: the same as by the button of its card. @throws Failure unknown_generation, tool_does_not_apply */
async function ofResult({ deps }: Context, { name }: MessageCommand, generationId: string): Promise<Offer[]> {
  const view = await readView(deps, generationId);
  if (!view) throw goneResult();
  if (view.assets.length === 0) throw noPicture();
  const { model, originModel, tool, count, size } = view;
  const made = { model, originModel, tool, operation: null };
  const looked = view.assets.map(({ id, position, width, height, layout }) => {
    const args = { assetId: id };
    const which = { number: position + 1, name: typedWords(view.prompt) };
    if (name === 'use-reference') return { ...which, does: { name, args }, price: undefined } satisfies Offer;
    const offer = priceOfTool(name, { ...made, count, size, width, height, layout });
    return offer.applies
      ? ({ ...which, does: { name, args }, price: offer.priceCredits } satisfies Offer)
      : toolDoesNotApply(offer.refusal);
  });
  return usable(looked);
}

const onAttached = {
  'use-reference': { does: 'use-attached', model: undefined },
  upscale: { does: 'upscale-attached', model: realEsrgan },
  'cut-out': { does: 'cut-out-attached', model: backgroundRemover },
  describe: { does: 'describe-attached', model: blip },
  'pixel-art': { does: 'pixel-art-attached', model: snap },
  edit: { does: 'edit-attached', model: editors[0] },
} as const;

/** Anybody's picture. @throws Failure bad_reference, tool_does_not_apply */
function ofAttached({ name }: MessageCommand, { pictures }: PointedMessage): Offer[] {
  if (pictures.length === 0) throw noPicture();
  const { does, model } = onAttached[name];
  const maxPx = model && 'maxInputPx' in model ? model.maxInputPx : Number.POSITIVE_INFINITY;
  const looked = pictures.slice(0, most).map((picture, index) => {
    const refusal = tooLarge(picture);
    if (refusal) return refusal;
    if (model && picture.px !== undefined && picture.px > maxPx)
      return toolDoesNotApply({ why: 'too_large', maxPx, toolModel: model });
    const { shown, id } = picture;
    const number = index + 1;
    const image = shown && { filename: `picture-${number}`, alt: `Picture ${number} of the message`, number, ...shown };
    return {
      ...{
        number,
        name: picture.name,
        does: { name: does, args: { picture: id } } as Intent,
        price: model?.priceCredits,
      },
      ...(image ? { image } : {}),
    };
  });
  return usable(looked);
}

/** As many as a message has on Discord. */
const most = 10;

/** What can be used; if nothing can, why. */
function usable(looked: ReadonlyArray<Offer | Failure>): Offer[] {
  const offers = looked.flatMap((each) => (each instanceof Failure ? [] : [each]));
  const refusal = looked.find((each) => each instanceof Failure);
  if (offers.length === 0 && refusal) throw refusal;
  return offers;
}

function tooLarge(picture: AttachedPicture): Failure | undefined {
  try {
    checkReference(picture);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

const noPicture = () =>
  new Failure('bad_reference', {
    title: 'There is no picture in that message',
    happened:
      'I use pictures that were attached to a message, not what stands behind a link. Nothing was made and nothing was taken.',
    next: 'Choose a message with a picture.',
  });
