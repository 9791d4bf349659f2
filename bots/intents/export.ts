import { z } from 'zod';
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

/** A result as files for a program. */
export const exportResult = defineIntent({
  name: 'export',
  answer: 'form',
  form: (args) => ({
    title: 'Export',
    submit: 'Export',
    refused: nothingChanged,
    // A form of the one is a form of the other with less in it.
    options: (args.several === 'yes' ? several : alone) as typeof several,
  }),
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
