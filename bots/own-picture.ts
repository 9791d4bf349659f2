import { z } from 'zod';
import { findGuest } from '#core/accounts/identify.ts';
import { findLastPictureHere } from '#core/assets/find-last-here.ts';
import { type OwnPicture, ownPictures } from '#core/assets/own-pictures.ts';
import type { Suggestion } from '#core/chat/card/form.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { isOnGrid } from '#core/models/on-grid.ts';
import type { Asker, Suggest } from './define-command.ts';
import type { Context } from './dispatch.ts';

const last = 'last';

/** Anything that could be meant as a name is taken for one, so that a wrong one is told and never drawn. */
const looksNamed = String.raw`^(?:last|upixel\S*|\S*-\d\S*|[0-9a-f]{8}\S*)$`;

const toStartFrom = `Pictures of yours to start from: ${last} (here, or else anywhere), or by name`;

/** One of somebody's own pictures, by its name, or the last one; or several of them, with commas. */
export const ownPictureOption = (description = toStartFrom) =>
  z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({
      description,
      hint: `${last}|name`,
      kind: 'list',
      entry: looksNamed,
    });

/** `upixel-1a2b3c4d-2.png` is what a chat calls the file. */
const fileName = /^(?:upixel-)?([0-9a-f]{8}-\d{1,2})(?:\.\w{1,5})?$/i;

/** The pictures that somebody named among their own, separated by commas. The last one is that of this channel, if there is one. @throws Failure bad_reference */
export async function namedPictures(context: Pick<Context, 'deps' | 'who' | 'ask'>, written: string) {
  const names = written.split(',').map((name) => name.trim());
  return Promise.all(names.filter((name) => name !== '').map((name) => ownPicture(context, name)));
}

async function ownPicture({ deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>, written: string) {
  const isLast = written.toLowerCase() === last;
  const name = fileName.exec(written)?.[1]?.toLowerCase();
  if (!isLast && name === undefined) throw noSuchPicture(written);
  const id = isLast ? await findLastPictureHere(deps, who, ask.target, { alone: true }) : undefined;
  const [found] = await ownPictures(deps, who, { limit: 1, name: name ?? null, id: id ?? null });
  if (!found) throw isLast ? noPictureYet() : noSuchPicture(written);
  return found;
}

/** Among this many are those whose words contain what is typed. */
const lookedAt = 100;

export const suggestOwnPictures: Suggest = (typed, asker) => suggestOf(typed, asker, () => true);

/** Of those the ones that are pixel art. */
export const suggestOwnArt: Suggest = (typed, asker) => suggestOf(typed, asker, isOnGrid);

async function suggestOf(
  typed: string,
  { deps, user }: Asker,
  isMeant: (picture: OwnPicture) => boolean,
): Promise<Suggestion[]> {
  const who = await findGuest(deps, user);
  if (!who) return [];
  const wanted = typed.trim().toLowerCase();
  const pictures = await ownPictures(deps, who, { limit: lookedAt });
  const [newest] = pictures;
  const offered = told(pictures.filter(isMeant).map((picture) => ({ label: labelOf(picture), value: picture.name })));
  return [
    ...(newest && isMeant(newest) ? [{ label: `The last one: ${isolated(cut(newest.words, 60))}`, value: last }] : []),
    ...offered,
  ].filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted));
}

/** Those that would read alike have their names beside them. */
const told = (offered: readonly Suggestion[]): Suggestion[] =>
  offered.map(({ label, value }) => ({
    label: offered.some((other) => other.label === label && other.value !== value) ? `${label} · ${value}` : label,
    value,
  }));

const labelOf = ({ words, number, of, model, operation }: OwnPicture): string =>
  `${isolated(cut(words, 45))}${of > 1 ? ` · ${number} of ${of}` : ''} · ${model !== null ? modelName(model) : operation === null ? 'added' : 'made of another'}`;

const noPictureYet = () =>
  new Failure('bad_reference', {
    title: 'You have no picture yet',
    happened: 'There is none of yours, or it is not done yet. Nothing was made and nothing was taken.',
    next: ['Make one with ', { command: 'imagine' }, ' first, or wait until yours is done.'],
  });

const noSuchPicture = (written: string) =>
  new Failure('bad_reference', {
    title: 'You have no such picture',
    happened: `None of your pictures is called ${quoted(cut(written, 60))}. Nothing was made and nothing was taken.`,
    next: [
      `Write ${last}, or the name of its file, such as upixel-1a2b3c4d-2. `,
      { command: 'history' },
      ' has them all.',
    ],
  });
