import { identify } from '#core/accounts/identify.ts';
import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import { platforms } from '#core/chat/platforms.ts';
import { isolated } from '#core/contract/isolated.ts';
import { listActions, type PlaceAction, type PlaceActionKind } from '#core/places/actions.ts';
import { blockMember, listBlocked, unblockMember } from '#core/places/blocks.ts';
import { type MadeHere, readMadeHere } from '#core/places/made-here.ts';
import { counted, dayWords } from '#core/words.ts';
import { nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import type { PersonReference } from '../fields.ts';
import { badOptions } from '../parse-options.ts';
import { showUsage } from '../team/usage.ts';
import { typedHere } from '../typed-here.ts';
import { managedPlace } from './managed.ts';

/** What was made in the place this month, whoever paid; apart from it what its wallet paid, who is kept out, and what those who manage the place did last. */
export async function showPlaceUsage(context: Context): Promise<Card> {
  const { workspaceId } = await managedPlace(context);
  const [made, usage, blocked, done] = await Promise.all([
    readMadeHere(context.deps, context.ask.target),
    showUsage(context),
    listBlocked(context.deps, workspaceId),
    listActions(context.deps, workspaceId),
  ]);
  const people = blocked.flatMap((by, at) => [...(at === 0 ? [] : [', ']), { by }]);
  return {
    tone: 'notice',
    title: `${counted(made.requests, 'request')} here this month`,
    blocks: [
      text(madeLine(made)),
      text({ bold: usage.title }),
      ...usage.blocks,
      text(...(blocked.length === 0 ? [] : [[{ bold: 'Kept out here: ' }, ...people]])),
      text(...(done.length === 0 ? [] : [{ bold: 'What was done here' }, ...done.map(actionLine)])),
    ],
  };
}

function madeLine({ requests, pictures, descriptions, people }: MadeHere): string {
  if (requests === 0) return 'Nobody asked for anything, whoever would have paid.';
  const made = [counted(pictures, 'picture'), ...(descriptions > 0 ? [counted(descriptions, 'description')] : [])];
  return `${made.join(' and ')} for ${people === 1 ? '1 person' : `${people} people`}, whoever paid.`;
}

const actionLine = ({ kind, by, at }: PlaceAction): Text => [
  by === undefined ? 'Somebody' : { by },
  ` ${actionWords[kind]} · ${dayWords(at)}`,
];

const actionWords = {
  rules: 'changed the settings',
  block: 'kept a member out',
  unblock: 'let a member in again',
  take_away: 'took a result away',
} as const satisfies Record<PlaceActionKind, string>;

export async function keepOut(context: Context, person: PersonReference | undefined): Promise<Card> {
  const by = await managedPlace(context);
  const { identityId, place } = await memberOf(context, person);
  if (identityId === by.identityId)
    throw badOptions(['That is you yourself'], 'Another one who manages this can keep you out.', nothingChanged);
  const isNew = await blockMember(context.deps, by, identityId);
  return {
    tone: 'done',
    title: isNew ? `Kept out of UPixel in this ${place}` : 'They were kept out before',
    blocks: [
      text(
        [{ by: person?.userId ?? '' }, ` no longer uses UPixel in this ${place}. Elsewhere nothing changes for them.`],
        'What they asked for before is still made. They keep their pictures, their credits, and the rights to their data.',
      ),
      note([
        'Let them in again with ',
        typedHere(context.ask.target.platform, ['admin', 'unblock'], someone(person)),
        '.',
      ]),
    ],
  };
}

export async function letIn(context: Context, person: PersonReference | undefined): Promise<Card> {
  const by = await managedPlace(context);
  const { identityId, place } = await memberOf(context, person);
  const wasOut = await unblockMember(context.deps, by, identityId);
  return {
    tone: 'done',
    title: wasOut ? 'Let in again' : 'They were not kept out',
    blocks: [text([{ by: person?.userId ?? '' }, ` uses UPixel in this ${place} like everybody else.`])],
  };
}

const someone = (person?: PersonReference) => ({ name: 'person', value: `@${person?.name ?? 'ada'}` });

/** Whom a block is about. Somebody who never used UPixel gets a row of their own, or they could not be kept out. @throws Failure bad_options */
async function memberOf({ deps, ask: { target } }: Context, person: PersonReference | undefined) {
  const { identityHasOnePlace, placeWord: place } = platforms[target.platform];
  if (!person)
    throw badOptions(
      ['Person is missing'],
      ['Like this: ', typedHere(target.platform, ['admin', 'block'], someone()), '.'],
      nothingChanged,
    );
  if (person.isBot)
    throw badOptions([`${isolated(person.name)} is a bot, and asks for nothing`], undefined, nothingChanged);
  if (identityHasOnePlace && person.isElsewhere)
    throw badOptions(
      [`${isolated(person.name)} belongs to another ${place}`],
      'Choose who may make images by user group: they are in none of yours.',
      nothingChanged,
    );
  const teamId = identityHasOnePlace ? target.workspaceId : '';
  const { identityId } = await identify(deps, { platform: target.platform, teamId, userId: person.userId });
  return { identityId, place };
}
