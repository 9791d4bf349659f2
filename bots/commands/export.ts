import { z } from 'zod';
import { type ExportedThings, requestOf } from '#core/assets/export/things.ts';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { ownPictures } from '#core/assets/own-pictures.ts';
import type { Card } from '#core/chat/card/card.ts';
import { Failure } from '#core/failure.ts';
import { defineCommand, nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { engineOption, sheetOptions, sheetSaid } from '../export-fields.ts';
import { exportOrOffer } from '../export-offer.ts';
import { namedPictures, ownPictureOption, suggestOwnArt } from '../own-picture.ts';
import { badOptions } from '../parse-options.ts';
import { ownProject, suggestOwnProjects } from '../project.ts';

/** A link in Discord has room for so many. */
const mostNamed = 12;

export const exportArt = defineCommand({
  name: 'export',
  group: 'find',
  description: 'Pixel art as files for Godot, Unity, Tiled and others, or as emoji: one zip, for you alone',
  answer: 'ephemeral',
  refused: nothingChanged,
  options: z.object({
    engine: engineOption(),
    picture: ownPictureOption('Pictures of yours by name; left out: all of your last request here').optional(),
    project: z
      .string()
      .max(80)
      .optional()
      .meta({ description: 'All pixel art of one of your projects', kind: 'own project' }),
    ...sheetOptions,
  }),
  suggest: { picture: suggestOwnArt, project: suggestOwnProjects },

  async run(context, { engine, picture, project, ...layout }): Promise<Card> {
    if (picture !== undefined && project !== undefined)
      throw badOptions(['Name pictures or a project, one of the two'], undefined, nothingChanged);
    // Its answer is for them alone, and may be of what is.
    return exportOrOffer(
      { ...context, isPrivate: true },
      {
        engine,
        sheet: sheetSaid(layout),
        things: project === undefined ? await pictures(context, picture) : await ofProject(context, project),
      },
    );
  },
});

async function ofProject(context: Context, name: string): Promise<ExportedThings> {
  const { id } = await ownProject(context, name, { nothing: nothingChanged, canBeLeftOut: true });
  return { kind: 'project', id };
}

async function pictures(context: Context, written: string | undefined): Promise<ExportedThings> {
  if (written === undefined) return lastRequest(context);
  const named = await namedPictures(context, written);
  if (named.length > mostNamed)
    throw badOptions(
      [`I export ${mostNamed} named pictures at most, and these are ${named.length}`],
      undefined,
      nothingChanged,
    );
  return { kind: 'assets', ids: named.map(({ id }) => id) };
}

/** The last one of theirs in this channel, or else anywhere. @throws Failure bad_reference */
async function lastRequest({ deps, who, ask }: Context): Promise<ExportedThings> {
  const here = await findLastPictureHere(deps, who, ask.target, { alone: true });
  const last = here ?? (await ownPictures(deps, who, { limit: 1 }))[0]?.id;
  if (last === undefined)
    throw new Failure('bad_reference', {
      title: 'You have no picture yet',
      happened: `There is none of yours to export. ${nothingChanged}`,
      next: ['Make one with ', { command: 'imagine' }, ': its models for pixel art draw on a real grid.'],
    });
  return (await requestOf(deps, last)) ?? { kind: 'assets', ids: [last] };
}
