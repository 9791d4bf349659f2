import { z } from 'zod';
import type { ChatUser } from '#core/accounts/identify.ts';
import type { Card } from '#core/chat/card.ts';
import type { Deps } from '#core/deps.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import type { Context } from './dispatch.ts';

/** A picture a person added: where the chat keeps it, which is not for long. What it is only its bytes tell, to the worker. */
export interface ImageReference {
  url: string;
  /** As the chat says; 0 where it does not. */
  byteLength: number;
}

/** An option that takes a picture. */
export const imageOption = (description: string) =>
  z.custom<ImageReference>((value) => typeof value === 'object' && value !== null).meta({ description, kind: 'image' });

/** Another person, as the chat knows them. */
export interface PersonReference {
  /** The chat's id of them. */
  userId: string;
  name: string;
  isBot: boolean;
  /** Not a member of the server, or of another workspace: they do not see what is written here. */
  isElsewhere: boolean;
}

/** An option that takes a person. */
export const personOption = (description: string) =>
  z
    .custom<PersonReference>((value) => typeof value === 'object' && value !== null, 'is missing')
    .meta({ description, kind: 'person' });

export interface Command<Options extends z.ZodObject = z.ZodObject> {
  name: string;
  /** One line, for the menu. */
  description: string;
  options: Options;
  /** Who sees the answer. Discord wants to know before anything is done. */
  answer: 'public' | 'private';
  /** What to offer while a person types the option of this name. */
  suggest?: Partial<Record<string, Suggest>>;
  /** Does it and returns the answer; nothing where it has answered itself. Throws Failure for what the person must hear. */
  run(context: Context, options: z.output<Options>): Promise<Card | undefined>;
}

/** Who is typing, and where. */
export interface Asker {
  deps: Deps;
  user: ChatUser;
  team?: TeamHere | undefined;
}
export type Suggest = (typed: string, asker: Asker) => Suggestion[] | Promise<Suggestion[]>;

export interface Suggestion {
  label: string;
  value: string;
}

/** Describes a command once, for both chats. */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command {
  // The one place where the option types are let go: run gets what its own schema parsed.
  return command as unknown as Command;
}

/** One option in words a chat's own command format is made from. */
export interface OptionDescription {
  name: string;
  description: string;
  type: 'string' | 'integer' | 'image' | 'person';
  required: boolean;
  /** In Slack the words that belong to no flag are its value. */
  isMain: boolean;
  choices: string[];
  suggests: boolean;
  min: number | undefined;
  max: number | undefined;
  default: string | number | undefined;
}

interface JsonOption {
  type?: string;
  description?: string;
  kind?: 'image' | 'person' | 'main';
  enum?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: string | number;
}

/** Reading a schema takes half a millisecond, and Slack's commands need it at every request. */
const described = new WeakMap<Command, OptionDescription[]>();

/** The options of a command, read from its zod schema. */
export function describeOptions(command: Command): OptionDescription[] {
  const options = described.get(command) ?? readOptions(command);
  described.set(command, options);
  return options;
}

function readOptions(command: Command): OptionDescription[] {
  const schema = z.toJSONSchema(command.options, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const option = property as JsonOption;
    const isRequired = required.has(name) && option.kind !== 'image';
    return {
      name,
      description: option.description ?? name,
      type:
        option.kind === 'image' || option.kind === 'person'
          ? option.kind
          : option.type === 'integer'
            ? 'integer'
            : 'string',
      required: isRequired,
      isMain: option.kind === 'main' || (isRequired && option.type === 'string'),
      choices: option.enum ?? [],
      suggests: command.suggest?.[name] !== undefined,
      min: option.minimum ?? option.minLength,
      max: option.maximum ?? option.maxLength,
      default: option.default,
    };
  });
}
