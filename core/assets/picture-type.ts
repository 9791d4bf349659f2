import { z } from 'zod';

/** The types of stored pictures, each with the ending of its files' names. */
const endings = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
} as const;
export type PictureType = keyof typeof endings;
export type PictureEnding = (typeof endings)[PictureType];

/** As stored in `assets.content_type`. */
export const pictureType = z.enum(Object.keys(endings) as [PictureType, ...PictureType[]]);

export const endingOf = (type: PictureType): PictureEnding => endings[type];

/** `jpeg` of `image/jpeg`. */
export const formatOf = <Format extends string>(type: `image/${Format}`): Format =>
  type.slice('image/'.length) as Format;
