import { z } from 'zod';
import { findPicture } from '#core/assets/find-picture.ts';
import type { Deps } from '#core/deps.ts';
import { whyNoPicture } from '#core/generations/source-picture.ts';
import { nothingChanged } from '../define-command.ts';
import { engineOption, sheetOptions, sheetSaid } from '../export-fields.ts';
import { exportOrOffer } from '../export-offer.ts';
import { notYours } from '../not-yours.ts';
import { ownResult } from '../own-result.ts';
import { guestOf } from '../who-opens.ts';
import { defineIntent } from './define-intent.ts';

const alone = z.object({ engine: engineOption() });
const several = alone.extend(sheetOptions);
const exporting = 'export it';
const formOf = <Options extends z.ZodObject>(options: Options) => ({
  title: 'Export',
  submit: 'Export',
  refused: nothingChanged,
  options,
});

/** A result as files for a program. */
export const exportResult = defineIntent({
  name: 'export',
  answer: 'form',
  // A form of the one is a form of the other with less in it.
  form: (args) => formOf((args.several === 'yes' ? several : alone) as typeof several),
  async filled(asker, { generationId }) {
    const who = await guestOf(asker);
    if (!who) throw notYours(exporting);
    await ownResult(asker.deps, who, generationId, exporting);
    return {};
  },
  submitAnswer: 'ephemeral',
  async submit(context, { generationId }, { engine, ...layout }) {
    const { id } = await ownResult(context.deps, context.who, generationId, exporting);
    return exportOrOffer(context, { engine, sheet: sheetSaid(layout), things: { kind: 'generation', id } });
  },
});

/** One of their images that no request made, such as one in other colours. */
export const exportImage = defineIntent({
  name: 'export-image',
  answer: 'form',
  form: () => formOf(alone),
  async filled(asker, { assetId }) {
    await checkOwn(asker.deps, (await guestOf(asker))?.userId ?? null, assetId);
    return {};
  },
  submitAnswer: 'ephemeral',
  async submit(context, { assetId }, { engine }) {
    await checkOwn(context.deps, context.who.userId, assetId);
    return exportOrOffer(context, { engine, sheet: undefined, things: { kind: 'assets', ids: [assetId] } });
  },
});

/** @throws Failure not_yours, picture_gone */
async function checkOwn(deps: Pick<Deps, 'db' | 'keys' | 'log'>, userId: string | null, id: string): Promise<void> {
  const picture = await findPicture(deps, { id });
  if (!picture) throw await whyNoPicture(deps, id);
  if (picture.userId === null || picture.userId !== userId) throw notYours(exporting);
}
