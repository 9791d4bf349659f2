import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { formatNames, sizeNames } from '#core/models/define-model.ts';
import type { Preferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import { defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { suggestModels, unknownModel } from './imagine.ts';

/** Takes back what was said before. */
const usual = 'usual';

export const settingsOptions = z.object({
  model: z
    .string()
    .max(100)
    .optional()
    .meta({ description: `Your model where you name none; or “${usual}”` }),
  size: z
    .enum([usual, ...sizeNames])
    .optional()
    .meta({ description: 'Your shape where you name none' }),
  format: z
    .enum([usual, ...formatNames])
    .optional()
    .meta({ description: 'Your type of file where you name none' }),
});
type Said = z.output<typeof settingsOptions>;

export const settings = defineCommand({
  name: 'settings',
  group: 'yours',
  description: 'What you get where you name nothing: model, shape, type of file',
  answer: 'ephemeral',
  options: settingsOptions,
  suggest: { model: suggestModels },
  run: (context, said) => changeSettings(context, said),
});

/** Changes what was named, and shows all of it. @throws Failure unknown_model */
export async function changeSettings({ deps, who }: Pick<Context, 'deps' | 'who'>, said: Said): Promise<Card> {
  const before = who.prefers ?? { model: null, size: null, format: null };
  const model = said.model?.trim().toLowerCase();
  if (model !== undefined && model !== usual && !findImageModel(model)) throw unknownModel(model);
  const wanted = {
    model: changed(before.model, model),
    size: changed(before.size, said.size),
    format: changed(before.format, said.format),
  };
  const isChanged = Object.values(said).some((value) => value !== undefined);
  if (isChanged) await savePreferences(deps, who, wanted);
  return settingsCard(wanted, isChanged);
}

function changed(before: string | null, said: string | undefined): string | null {
  if (said === undefined) return before;
  return said === usual ? null : said;
}

const settingsCard = ({ model, size, format }: Preferences, isChanged: boolean): Card => ({
  tone: isChanged ? 'done' : 'notice',
  title: isChanged ? 'Changed' : 'Your settings',
  blocks: [
    text(
      ['Model: ', { bold: model ?? defaultModel.name }, ...(model === null ? [' (as usual)'] : [])],
      ['Shape: ', { bold: size ?? 'square' }, ...(size === null ? [' (as usual)'] : [])],
      ['File: ', { bold: format ?? 'best' }, ...(format === null ? [' (as usual)'] : [])],
    ),
    actions(button('Change…', { name: 'settings', args: {} })),
    note(['What you name in ', { command: 'imagine' }, ', and the defaults of a project, go first.']),
  ],
});
