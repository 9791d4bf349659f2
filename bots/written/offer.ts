import type { z } from 'zod';
import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import type { Intent } from '#core/chat/intent.ts';
import { startWords } from '#core/chat/present/tool-words.ts';
import { picturesOf } from '#core/generations/reference.ts';
import { checkWanted, type Wanted } from '#core/generations/wanted.ts';
import { editors } from '#core/models/catalogue.ts';
import { priceOf } from '#core/models/plan.ts';
import { counted, credits } from '#core/words.ts';
import { checkCanPay, teamNote } from '../can-pay.ts';
import { type imagineOptions, wantedBy } from '../commands/imagine.ts';
import type { Context } from '../dispatch.ts';
import { checkMayUse } from '../may-use.ts';
import type { Written } from './written.ts';

/** What would be made, and what it costs. */
export interface Offered {
  wanted: Wanted;
  price: number;
  /** “2 images by flux-schnell”. */
  what: string;
  /** “2 images by flux-schnell for 2 credits, from your 20”. */
  words: string;
  /** “Starts from 2 pictures”, and why another model than the usual one makes it. */
  starts: string[];
}

/** @throws Failure for what the request itself would be refused for, as far as that is known before it is made */
export async function offerOf(context: Context, options: z.output<typeof imagineOptions>): Promise<Offered> {
  await checkMayUse(context);
  const { wanted, instead } = await fromPictures(context, options);
  checkWanted(wanted);
  const { model, count, size, pay } = wanted;
  const price = priceOf(model, count, size, picturesOf(wanted));
  const what = `${counted(count, 'image')} by ${model.name}`;
  await checkCanPay(context, { what, price, pay });
  const words = `${what} for ${credits(price)}, from your ${context.who.balance.toLocaleString('en-US')}`;
  const from = startWords({ pictures: picturesOf(wanted), startsFrom: wanted.startsFrom?.name ?? null });
  return { wanted, price, what, words, starts: [from, instead].filter((each) => each !== null) };
}

/** Who adds a picture to their words and names no model wants something made of it: where their usual model works from words alone, one that edits does it. */
async function fromPictures(context: Context, options: z.output<typeof imagineOptions>) {
  const wanted = await wantedBy(context, options);
  const { name, acceptsImage } = wanted.model;
  if (options.model !== undefined || acceptsImage || picturesOf(wanted) === 0) return { wanted, instead: null };
  const [editor] = editors;
  return {
    wanted: await wantedBy(context, { ...options, model: editor.name }),
    instead: `By ${editor.name}, as ${name} works from words alone`,
  };
}

/** The question. Each chat puts its own button under it. @param written what they wrote, or the beginning of it */
export const shallIMake = async (context: Context, written: string, { words, starts }: Offered): Promise<Card> => ({
  tone: 'notice',
  title: 'Shall I make this?',
  blocks: [
    text(cut(written, 500), `${words}?`, ...starts),
    ...(await teamNote(context, 'What you write to me costs nothing until you press.')),
  ],
});

/** The same with its button, in a chat that finds what was written by its id: nothing of it is kept by us. */
export async function offerCard(context: Context, written: Written, offered: Offered): Promise<Card> {
  const card = await shallIMake(context, written.words, offered);
  const { id: message, mark } = written;
  const does: Intent = { name: 'make-written', args: { message, credits: String(offered.price), mark } };
  const control = button(`Make it · ${credits(offered.price)}`, does, 'primary');
  return { ...card, blocks: [...card.blocks, actions(control)] };
}
