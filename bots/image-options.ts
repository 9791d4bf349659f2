import { z } from 'zod';
import type { Suggestion } from '#core/chat/card/form.ts';
import { cleanText } from '#core/chat/clean-text.ts';
import { quoted } from '#core/contract/isolated.ts';
import { findImageModel } from '#core/models/catalogue.ts';
import {
  type FormatName,
  type ImageModel,
  type SizeName,
  shapesOf,
  sizeNames,
  sizeOfText,
  type WantedSize,
} from '#core/models/define-model.ts';
import { exactSize, exactSizeOf, nearestDrawn, pixelsOf } from '#core/models/exact-size.ts';
import { priceOf } from '#core/models/plan.ts';
import { sidesOf } from '#core/models/preset.ts';
import { isStrength, strengthOf } from '#core/models/strength.ts';
import { nearest } from '#core/nearest.ts';
import { capital, credits } from '#core/words.ts';
import type { Asker } from './define-command.ts';
import { switchOption } from './fields.ts';

/** As many as both chats carry in a command and Discord in a form; no model of ours documents fewer. */
const maxPromptChars = 4000;

export const promptOption = () => z.string().trim().min(1).max(maxPromptChars).meta({ description: 'What to make' });

/** What must not be in the picture: as many words as there are up to the next flag. */
export const negativeOption = () =>
  z.string().trim().min(1).max(1000).meta({
    title: 'Negative prompt',
    description: 'What must not be in it, where the model takes that',
    kind: 'words',
  });

/** Slack's flag for it needs no value. */
export const privateOption = () =>
  switchOption('Only you see it; left out: as your settings say', {
    title: 'Who sees it',
    labels: { yes: 'Only you', no: 'Everybody here' },
  });

/** A shape in any case, or exact pixels in any spelling; as a request keeps it. @param shapes those that are named; none where only pixels are of use */
export const sizeOption = (description: string, shapes: readonly SizeName[] = sizeNames) =>
  z
    .string()
    .max(40)
    .transform((text, context): WantedSize => {
      const size = sizeOfText(text);
      if (size !== undefined) return size;
      const near = nearest(text, shapes);
      const hint = near === undefined ? '' : `; ${quoted(text)} is nearest to ${near}`;
      context.addIssue({
        code: 'custom',
        message: `must be ${shapes.length > 0 ? `one of ${shapes.join(', ')}, or ` : ''}pixels such as 64x64${hint}`,
      });
      return z.NEVER;
    })
    .meta({ description, hint: [...shapes, '64x64'].join('|') });

/** How much of a picture is changed: 0 to 1, whether it was written so or in per cent. */
export const strengthOption = () =>
  z
    .string()
    .max(12)
    .transform((text, context): number => {
      const strength = strengthOf(text);
      if (strength !== undefined && isStrength(strength)) return strength;
      const near =
        strength === undefined ? '' : `; ${quoted(text.trim())} is nearest to ${strength < 0 ? '0' : '100'} %`;
      context.addIssue({ code: 'custom', message: `must be 0 to 1, or per cent such as 60 %${near}` });
      return z.NEVER;
    })
    .meta({ description: 'How much of the picture is changed, such as 60 %: 0 keeps it, 100 redraws it', hint: '60%' });

const ratios: Record<(typeof sizeNames)[number], string> = {
  square: '1:1',
  portrait: '3:4',
  landscape: '4:3',
  tall: '9:16',
  wide: '16:9',
};

/** How a form shows them. */
export const sizeLabels = Object.fromEntries(sizeNames.map((name) => [name, `${capital(name)} · ${ratios[name]}`]));

export const formatLabels: Readonly<Record<FormatName, string>> = {
  best: 'Best: as the model makes it',
  png: 'PNG: always',
};

/** Shapes and pixels, each with what it costs with the model and the count that are filled in so far, unless that is said beside it. */
export function suggestSizes(
  typed: string,
  { given, isTotalSaid = false }: Pick<Asker, 'given' | 'isTotalSaid'> = {},
): Suggestion[] {
  const model = typeof given?.model === 'string' ? findImageModel(given.model) : undefined;
  const count = isTotalSaid ? undefined : countOf(given?.count);
  const wanted = cleanText(typed).trim().toLowerCase();
  const words = (size: string) => (model ? priceWords(model, count, size, picturesGiven(given)) : '');
  const preset = typeof given?.preset === 'string' ? given.preset : undefined;
  const shapes = (model ? shapesOf(model) : sizeNames).map((name) => ({
    label: `${name} · ${ratios[name]}${words(name)}`,
    value: name,
  }));
  const usual = new Set((model?.exact?.usual ?? []).map((size) => fitting(size, model, preset)));
  const offered = [...shapes, ...[...usual].map((size) => ofPixels(size, words))];
  const written = exactSizeOf(wanted);
  // It draws no pixels at all.
  if (written !== undefined && model && !model.exact) return shapes;
  const asWritten = written === undefined ? [] : [ofPixels(fitting(written, model, preset), words)];
  const others = offered.filter(({ value }) => value.startsWith(wanted.replaceAll(/[\s×*x]+/g, 'x')));
  return [...asWritten, ...others.filter(({ value }) => asWritten.every((each) => each.value !== value))];
}

const ofPixels = (size: string, words: (size: string) => string): Suggestion => ({
  label: `${size.replace('x', ' × ')} pixels${words(size)}`,
  value: size,
});

/** What the model draws in place of it, if it draws pixels and not these. */
function fitting(size: string, model: ImageModel | undefined, preset: string | undefined): string {
  const pixels = pixelsOf(size);
  const sides = model && sidesOf(model, preset);
  return pixels && sides ? exactSize(nearestDrawn(sides, pixels)) : size;
}

/** “ · 8 credits for 2”; nothing without a count. */
export const priceWords = (model: ImageModel, count: number | undefined, size: string, pictures: number): string =>
  count === undefined ? '' : ` · ${credits(priceOf(model, count, size, pictures))}${count > 1 ? ` for ${count}` : ''}`;

/** Images of one request. */
export const leastCount = 1;
export const mostCount = 4;
export const countOption = () =>
  z.int().min(leastCount).max(mostCount).default(leastCount).meta({ description: 'How many images' });

/** One is made where nothing is said. */
export const isCount = (value: unknown): boolean => value === undefined || countOf(value) === Number(value);

/** As it will be checked when it is sent: what is no count yet, while somebody types, counts as one. */
export const countOf = (value: unknown): number => {
  const count = Number(value);
  return Number.isInteger(count) && count >= leastCount && count <= mostCount ? count : leastCount;
};

/** How many pictures to start from are filled in so far, or are there already (`pictures`); one is in the usual price. */
export const picturesGiven = (given: Asker['given'] = {}): number => {
  const own =
    typeof given.reference === 'string' ? given.reference.split(',').filter((name) => name.trim() !== '').length : 0;
  return (
    Number(given.pictures ?? 0) + own + ['image', 'image2', 'image3'].filter((name) => given[name] !== undefined).length
  );
};

/** Undefined while no size that can be read is filled in. */
export const sizeIn = (given: Asker['given']): WantedSize | undefined =>
  typeof given?.size === 'string' ? sizeOfText(given.size) : undefined;
