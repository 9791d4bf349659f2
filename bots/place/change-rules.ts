import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Card } from '#core/chat/card/card.ts';
import type { Filled } from '#core/chat/card/form.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { unknownModel } from '#core/models/unknown-model.ts';
import type { ChannelWish } from '#core/places/channel-wishes.ts';
import { adultRules } from '#core/places/place-here.ts';
import { changeRules, type RuleChanges, type Rules, readRules } from '#core/places/rules.ts';
import { setChannel } from '#core/places/set-channel.ts';
import { findAccess } from '#core/teams/access.ts';
import { suggestWithUsual } from '../commands/settings.ts';
import { type Asked, nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { badOptions } from '../parse-options.ts';
import { suggestGroups } from '../team/access.ts';
import { managedPlace } from './managed.ts';
import { setupCard } from './setup-card.ts';

/** Takes back what was said before. */
const usual = 'usual';

export const rulesOptions = z.object({
  who: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .optional()
    .meta({ title: 'Who may make images', description: 'Everyone, or roles or user groups with commas between' }),
  model: z
    .string()
    .max(100)
    .optional()
    .meta({ title: 'Model', description: `What makes an image where nobody names a model; or “${usual}”` }),
  images: z
    .int()
    .min(0)
    .max(10_000)
    .optional()
    .meta({ title: 'Images a day', description: 'How many images a member may ask for in a day; 0: no limit' }),
  delete: z
    .enum(['asker', 'managers'])
    .optional()
    .meta({
      title: 'Who may delete a result',
      description: 'Its asker always may; managers only take it away from the chat',
      labels: { asker: 'Only whoever asked for it', managers: 'Also those who manage this place' },
      allVisible: true,
    }),
  adult: z
    .enum(adultRules)
    .optional()
    .meta({
      title: 'Adult content',
      description: 'In age-restricted channels; everywhere else it is withheld',
      labels: { usual: 'Not looked for', spoiler: 'Covered', withhold: 'Withheld' },
      allVisible: true,
      isOfAdultChannels: true,
    }),
});
/** For chats without age-restricted channels. */
export const rulesWithoutAdult = rulesOptions.omit({ adult: true });
export const rulesSuggest: NonNullable<Asked['suggest']> = { who: suggestGroups, model: suggestWithUsual };

type Said = z.output<typeof rulesOptions>;

/** What the form opens with. */
export const filledRules = (
  { groups, model, dailyImages, managersDelete, adult }: Rules,
  { hasAdultChannels }: { hasAdultChannels: boolean },
): Filled => ({
  who: groups.length === 0 ? 'everyone' : groups.join(', '),
  model: model ?? usual,
  images: dailyImages ?? 0,
  delete: managersDelete ? 'managers' : 'asker',
  ...(hasAdultChannels ? { adult } : {}),
});

/** Without what holds anyhow: a form brings all of it back, and a role that was renamed since must not keep the rest from being changed. */
export function unlessAsBefore(said: Said, before: Rules | undefined): Said {
  if (!before) return said;
  const held: Record<string, unknown> = filledRules(before, { hasAdultChannels: true });
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== held[name]));
}

/** Changes what was named, and shows all of it. @throws Failure no_place, not_manager, unknown_group, unknown_model, bad_options */
export async function changePlace(
  context: Context,
  { here, ...said }: Said & { here?: ChannelWish | undefined },
): Promise<Card> {
  const { deps, ask } = context;
  const by = await managedPlace(context);
  if (said.adult !== undefined) checkHasAdultChannels(ask.target.platform);
  const model = said.model?.trim().toLowerCase();
  if (model !== undefined && model !== usual && !findImageModel(model)) throw unknownModel(model, nothingChanged);
  const groups =
    said.who === undefined || !ask.team ? undefined : await groupsIn(said.who, ask.team, unchanged({ ...said, here }));
  const changes = unlessHeld(await readRules(deps, by.workspaceId), {
    groups,
    adult: said.adult,
    model: model === undefined ? undefined : model === usual || model === defaultModel.name ? null : model,
    dailyImages: said.images === 0 ? null : said.images,
    managersDelete: said.delete === undefined ? undefined : said.delete === 'managers',
  });
  // First what may be refused: then nothing at all was changed.
  const isElsewhere = here !== undefined && (await changeChannel(context, here, by));
  const areOther = Object.keys(changes).length > 0;
  if (areOther) await changeRules(deps, by, changes);
  const isAsked = here !== undefined || Object.values(said).some((value) => value !== undefined);
  return setupCard(context, { ...by, isAsked, isChanged: areOther || isElsewhere });
}

/** Those that change something. */
function unlessHeld(held: Rules, { groups, ...changes }: RuleChanges): RuleChanges {
  const names = groups?.map(({ name }) => name).sort();
  const others = Object.entries(changes) as Array<[keyof typeof changes, unknown]>;
  return {
    ...Object.fromEntries(others.filter(([name, value]) => value !== undefined && value !== held[name])),
    ...(names === undefined || isDeepStrictEqual(names, held.groups) ? {} : { groups }),
  };
}

const inWords: Readonly<Record<string, string>> = {
  who: 'who may make images here',
  model: 'the model',
  images: 'the images a day',
  delete: 'who may delete',
  adult: 'adult content',
  here: 'where images are made',
};

/** One wrong word keeps all that was named from being changed. */
function unchanged(said: Readonly<Record<string, unknown>>): string {
  const named = Object.keys(inWords).filter((name) => said[name] !== undefined);
  const [, ...others] = named.map((name) => inWords[name]);
  if (others.length === 0) return 'Who may make images here was not changed.';
  return `Nothing was changed: neither ${inWords.who} nor ${others.join(' nor ')}.`;
}

function checkHasAdultChannels(platform: Platform): void {
  const { hasAdultChannels, label } = platforms[platform];
  if (hasAdultChannels) return;
  throw badOptions(
    [`Adult is about age-restricted channels, and ${label} has none: adult content is withheld everywhere here`],
    'Leave it out and send the rest again.',
    nothingChanged,
  );
}

async function groupsIn(list: string, team: NonNullable<Context['ask']['team']>, refused: string) {
  const { groups, guests } = findAccess(list, team, {
    groups: await team.allGroups(),
    refused,
  });
  if (guests)
    throw badOptions(
      ['Who names roles or user groups, and guests are none'],
      'Make a user group of them.',
      nothingChanged,
    );
  return groups;
}

/** Of a thread it is the channel that it belongs to. */
async function changeChannel(
  { deps, ask }: Context,
  wish: ChannelWish,
  by: Awaited<ReturnType<typeof managedPlace>>,
): Promise<boolean> {
  const channelId = ask.channelIds?.at(-1);
  if (channelId === undefined)
    throw badOptions(
      ['Here is about a channel, and this is a direct message'],
      'Type it in the channel.',
      nothingChanged,
    );
  return setChannel(deps, by, { wish, channel: { ...ask.target, channelId } });
}
