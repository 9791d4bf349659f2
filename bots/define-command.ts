import type { z } from 'zod';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import type { Guest } from '#core/accounts/identify.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Field, Filled, FormPrice, Suggestion } from '#core/chat/card/form.ts';
import type { Channel } from '#core/chat/channel-hash.ts';
import type { Intent } from '#core/chat/intent.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import type { Answer } from './answer.ts';
import type { CommandGroup } from './commands/groups.ts';
import type { Context } from './dispatch.ts';
import { fieldsOf } from './fields.ts';

/** What a person is asked for: the options of a command, or the fields of a form. */
export interface Asked<Options extends z.ZodObject = z.ZodObject> {
  options: Options;
  /** What to suggest while a person types the option of this name. */
  suggest?: Partial<Record<string, Suggest>>;
  /** What the values are refused for together, as far as nothing has to be looked up for it: a form says it while it is open. */
  faults?(values: Readonly<Record<string, unknown>>): readonly FieldFault[];
  /** What did not happen if a value is refused, as a sentence; left out: nothing was made and nothing was taken, or was changed where nothing is made. */
  refused?: string;
  /** What a form of it costs. */
  costs?: FormCosts;
}

export interface Command<Options extends z.ZodObject = z.ZodObject> extends Asked<Options> {
  name: string;
  group: CommandGroup;
  /** One line, for the menu. */
  description: string;
  answer: Exclude<Answer, 'in-place'>;
  /** It is about the server or workspace, so it is of no use where a person alone has installed us. */
  isOfPlace?: boolean;
  /** Who sees what comes of it is up to the person: by its option `private`, or else by their settings. The work finds it in its context. */
  hasPrivacy?: true;
  /** The button of a form for it with as many fields as every chat shows: what was typed can be corrected there. */
  form?: Intent;
  /** The button of a form with these fields, if that one lacks some; undefined if no form has room for them. */
  formFor?(given: readonly Field[], values: Readonly<Record<string, unknown>>): Intent | undefined;
  /** What its form begins with for this person here, and which of its fields are of no use to them. */
  opens?(asker: Asker): Promise<{ filled: Filled; without: readonly string[] }>;
  /** Runs the command and returns the answer, or nothing if it has answered itself. Throws a Failure for what the person must be shown. */
  run(context: Context, options: z.output<Options>): Promise<Card | undefined>;
}

/** Who is typing, and where. */
export interface Asker {
  deps: Deps;
  user: ChatUser;
  team?: TeamHere | undefined;
  /** As in Ask. */
  channelIds?: readonly string[];
  /** Where, if the chat tells. */
  target?: Channel | undefined;
  /** What else is filled in so far, if the chat tells. */
  given?: Readonly<Record<string, unknown>> | undefined;
  /** It is typed into a form that says the total itself, anew with each change. A choice keeps its label there, and so has no total that grows old. */
  isTotalSaid?: boolean | undefined;
}
/** Credits for each image and how many images, by what is filled in; the fields that decide it. `who`: the person, if they are known. */
export interface FormCosts {
  decidedBy: readonly string[];
  of(
    values: Readonly<Record<string, unknown>>,
    who: Guest | undefined,
  ): Pick<FormPrice, 'each' | 'count' | 'further' | 'fault'>;
}
/** What is wrong with a field. */
export interface FieldFault {
  name: string;
  /** As a sentence or two, with what to do. */
  says: string;
  /** The right value that is nearest to it, if one is. */
  near?: string | number | undefined;
}
export type Suggest = (typed: string, asker: Asker) => Suggestion[] | Promise<Suggestion[]>;

/** Describes a command once, for both chats. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command {
  // The one place where the option types are given up: run gets what its own schema parsed.
  return { ...(command.group === 'make' ? {} : { refused: nothingChanged }), ...command } as unknown as Command;
}

/** What a refusal says of what changes settings or rules. */
export const nothingChanged = 'Nothing was changed.';

/** What is asked for, read from its zod schema. */
export const describeOptions = ({ options, suggest = {} }: Asked): Field[] => fieldsOf(options, Object.keys(suggest));
