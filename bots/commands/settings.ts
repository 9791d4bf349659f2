import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import type { Filled } from '#core/chat/card/form.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { formatNames, sizeNames } from '#core/models/define-model.ts';
import { unknownModel } from '#core/models/unknown-model.ts';
import { noticeLabels, notices } from '#core/preferences/notices.ts';
import { type Audience, audiences, noPreferences, type Preferences } from '#core/preferences/preferences.ts';
import { savePreferences } from '#core/preferences/save-preferences.ts';
import { defineCommand, nothingChanged, type Suggest } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { formatLabels, sizeLabels } from '../image-options.ts';
import { badOptions } from '../parse-options.ts';
import { suggestModels } from './imagine.ts';

/** Takes back what was said before. */
const usual = 'usual';
/** Of the notices, not one. */
const none = 'none';

const resultLabels: Record<Audience, string> = { everybody: 'Everybody in the channel', me: 'Only me' };

export const settingsOptions = z.object({
  model: z
    .string()
    .max(100)
    .optional()
    .meta({ title: 'Model', description: `Your model where you name none; or “${usual}”` }),
  size: z
    .enum([usual, ...sizeNames])
    .optional()
    .meta({
      title: 'Shape',
      description: 'Your shape where you name none',
      labels: { [usual]: 'As usual: square', ...sizeLabels },
      allVisible: true,
    }),
  format: z
    .enum([usual, ...formatNames])
    .optional()
    .meta({
      title: 'File',
      description: 'Your type of file where you name none',
      labels: { [usual]: 'As usual: best', ...formatLabels },
      allVisible: true,
    }),
  results: z.enum(audiences).optional().meta({
    title: 'Who sees what you make',
    description: 'Where you do not say it',
    labels: resultLabels,
    allVisible: true,
  }),
  notices: z
    .array(z.enum([...notices, none]))
    .optional()
    .meta({
      description: 'What I tell you of myself',
      labels: { ...noticeLabels, [none]: 'None of these' },
      allVisible: true,
    }),
});
type Said = z.output<typeof settingsOptions>;

export const suggestWithUsual: Suggest = async (typed, asker) => [
  ...(usual.startsWith(typed.trim().toLowerCase()) ? [{ label: `As usual · ${defaultModel.name}`, value: usual }] : []),
  ...(await suggestModels(typed, asker)),
];

export const settings = defineCommand({
  name: 'settings',
  group: 'yours',
  description: 'What you get where you name nothing: model, shape, file, who sees it; and notices',
  answer: 'ephemeral',
  refused: nothingChanged,
  options: settingsOptions,
  form: { name: 'settings', args: {} },
  suggest: { model: suggestWithUsual },
  run: (context, said) => changeSettings(context, said),
});

/** What the form opens with. */
export function filledSettings({ model, size, format, resultsFor, noticesOff }: Preferences): Filled {
  const wanted = notices.filter((notice) => !noticesOff.includes(notice));
  return {
    model: model ?? usual,
    size: size ?? usual,
    format: format ?? usual,
    results: resultsFor ?? 'everybody',
    notices: wanted.length === 0 ? [none] : wanted,
  };
}

/** Changes what was named, and shows all of it. @throws Failure unknown_model */
export async function changeSettings({ deps, who }: Pick<Context, 'deps' | 'who'>, said: Said): Promise<Card> {
  const before = who.prefers ?? noPreferences;
  const model = said.model?.trim().toLowerCase();
  if (model !== undefined && model !== usual && !findImageModel(model)) throw unknownModel(model, nothingChanged);
  const { results, notices: wanted } = said;
  if (wanted?.includes(none) && wanted.length > 1)
    throw badOptions(
      ['You chose “None of these” and a notice: it can only be one of both'],
      'Choose again.',
      nothingChanged,
    );
  const after: Preferences = {
    model: changed(before.model, model),
    size: changed(before.size, said.size),
    format: changed(before.format, said.format),
    resultsFor: results ?? before.resultsFor,
    noticesOff: wanted ? notices.filter((notice) => !wanted.includes(notice)) : before.noticesOff,
  };
  const isChanged = !isDeepStrictEqual(after, before);
  if (isChanged) await savePreferences(deps, who, after);
  const isSaid = Object.values(said).some((value) => value !== undefined);
  return settingsCard(after, isChanged ? 'Changed' : isSaid ? 'It is so already' : 'Your settings');
}

function changed(before: string | null, said: string | undefined): string | null {
  if (said === undefined) return before;
  return said === usual ? null : said;
}

const settingsCard = (
  { model, size, format, resultsFor, noticesOff }: Preferences,
  title: 'Changed' | 'It is so already' | 'Your settings',
): Card => ({
  tone: title === 'Changed' ? 'done' : 'notice',
  title,
  blocks: [
    text(
      ['Model: ', { bold: model ?? defaultModel.name }, ...(model === null ? [' (as usual)'] : [])],
      ['Shape: ', { bold: size ?? 'square' }, ...(size === null ? [' (as usual)'] : [])],
      ['File: ', { bold: format ?? 'best' }, ...(format === null ? [' (as usual)'] : [])],
      ['Who sees what you make: ', { bold: resultLabels[resultsFor ?? 'everybody'] }],
      ...notices.map((notice) => [
        `${noticeLabels[notice]}: `,
        { bold: noticesOff.includes(notice) ? 'I do not tell you' : 'I tell you' },
      ]),
    ),
    actions(button('Change…', { name: 'settings', args: {} })),
    note([
      'What you name in ',
      { command: 'imagine' },
      ', and the defaults of a project, go first. Receipts, what concerns your security or your data, and new policies always come.',
    ]),
  ],
});
