import { z } from 'zod';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { checkReference } from '#core/generations/reference.ts';
import { pixelArtOfAsset, pixelArtOfPicture } from '#core/make/pixel-art.ts';
import { beginGeneration } from '../begin-generation.ts';
import { defineCommand } from '../define-command.ts';
import { imageOption } from '../fields.ts';
import { privateOption } from '../image-options.ts';
import { noneHere } from '../none-here.ts';
import { namedPictures, ownPictureOption, suggestOwnPictures } from '../own-picture.ts';
import { badOptions } from '../parse-options.ts';
import { pixelArtOptions, pixelArtSuggestions, writtenSnap } from '../pixel-art-options.ts';
import { PrivateAnswer } from '../private-answer.ts';
import { usualProject } from '../project.ts';

export const pixel = defineCommand({
  name: 'pixel',
  group: 'make',
  description: 'Make real pixel art of a picture that looks like it, for nothing',
  answer: 'channel',
  options: z.object({
    what: z
      .enum(['fix'])
      .default('fix')
      .meta({ title: 'What to do', description: 'fix: find its grid and its colours', kind: 'main' }),
    image: imageOption('The picture; left out: the last one that you made in this channel').optional(),
    picture: ownPictureOption().meta({ description: 'One of your pictures: last, or by name' }).optional(),
    ...pixelArtOptions,
    private: privateOption().optional(),
  }),
  suggest: { picture: suggestOwnPictures, ...pixelArtSuggestions },
  hasPrivacy: true,

  async run(context, { image, picture, ...said }) {
    const { deps, who, ask, isPrivate } = context;
    const written = writtenSnap(said);
    if (image) {
      if (picture !== undefined) throw badOptions(['I take one picture at a time, and these are two']);
      checkReference(image);
      const project = await usualProject(context);
      const of = { referenceUrl: image.url, projectId: project?.id };
      await beginGeneration(context, await pixelArtOfPicture(deps, of, { who, written }));
      return undefined;
    }
    const assetId =
      picture === undefined
        ? await findLastPictureHere(deps, who, ask.target, { alone: isPrivate })
        : await onlyNamed(context, picture);
    if (assetId === undefined) throw new PrivateAnswer(noneHere('pixel-file', 'Make pixel art', isPrivate));
    await beginGeneration(context, await pixelArtOfAsset(deps, assetId, { who, written }));
    return undefined;
  },
});

/** @throws Failure bad_options, bad_reference */
async function onlyNamed(context: Parameters<typeof namedPictures>[0], written: string): Promise<string | undefined> {
  const [named, ...others] = await namedPictures(context, written);
  if (others.length > 0) throw badOptions([`I take one picture at a time, and these are ${others.length + 1}`]);
  return named?.id;
}
