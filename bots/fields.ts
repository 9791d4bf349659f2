import { z } from 'zod';
import type { Field } from '#core/chat/card/form.ts';
import { capital } from '#core/words.ts';

/** A picture a person added: where the chat keeps it, for a short time. Only its bytes tell the worker what it is. */
export interface ImageReference {
  url: string;
  /** As the chat says; 0 if it does not. */
  byteLength: number;
  /** As the chat says, if it does. */
  contentType?: string;
}

/** An option that takes a picture. `mostFiles`: how many a form takes for it, for the options `<name>2` and so on, which are `isFurther`. */
export const imageOption = (description: string, more: { mostFiles?: number; isFurther?: true } = {}) =>
  z
    .custom<ImageReference>((value) => typeof value === 'object' && value !== null)
    .meta({ description, kind: 'image', ...more });

/** Another person, by their id in the chat. */
export interface PersonReference {
  /** The chat's id of the person. */
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

/** An option that is on or off; Slack's flag for it needs no value. In a form it is a choice of two. */
export const switchOption = (description: string, form: { title: string; labels: Record<'yes' | 'no', string> }) =>
  z.enum(['yes', 'no']).meta({ description, kind: 'switch', ...form });

interface JsonField {
  type?: string;
  title?: string;
  description?: string;
  /** `main`: takes the words that belong to no flag. `words`: its flag takes all words up to the next one. `list`: names with commas between them. */
  kind?: 'image' | 'person' | 'main' | 'switch' | 'words' | 'list' | 'own project';
  /** Of a list: what a name in it looks like, as a pattern. */
  entry?: string;
  /** What a usage line shows in place of its value. */
  hint?: string;
  labels?: Record<string, string>;
  mostFiles?: number;
  isFurther?: true;
  isOfAdultChannels?: true;
  /** All choices are seen at once in a form. */
  allVisible?: boolean;
  enum?: string[];
  items?: { enum?: string[] };
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
}

/** Reading a schema takes half a millisecond, and Slack's commands need it on every request. */
const read = new WeakMap<z.ZodObject, Field[]>();

/**
 * The fields that a zod schema asks for, in its order, for a command's options and a form's fields alike.
 * @param suggests names of fields that have suggestions while they are typed
 * @throws Error for a type that no chat can ask for, which is a mistake in the schema
 */
export function fieldsOf(schema: z.ZodObject, suggests: readonly string[] = []): Field[] {
  const fields = read.get(schema) ?? readFields(schema, suggests);
  read.set(schema, fields);
  return fields;
}

function readFields(schema: z.ZodObject, suggests: readonly string[]): Field[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, property]) =>
    readField(name, property as JsonField, { isRequired: required.has(name), suggests: suggests.includes(name) }),
  );
}

function readField(
  name: string,
  json: JsonField,
  { isRequired, suggests }: { isRequired: boolean; suggests: boolean },
): Field {
  const { kind, title = capital(name), description = name } = json;
  const asked = {
    ...{ name, label: title, description, required: isRequired, isMain: kind === 'main' },
    ...given('isOfAdultChannels', json.isOfAdultChannels),
  };
  if (kind === 'image') {
    const files = { ...given('mostFiles', json.mostFiles), ...given('isFurther', json.isFurther) };
    return { ...asked, type: 'image', ...files };
  }
  if (kind === 'person') return { ...asked, type: 'person' };
  const flags = json.items?.enum;
  const shown = { ...given('labels', json.labels), ...given('allVisible', json.allVisible) };
  if (flags)
    return { ...asked, type: 'flags', choices: flags, ...given('default', json.default as string[]), ...shown };
  switch (json.type) {
    case 'integer': {
      const limits = { ...given('min', json.minimum), ...given('max', json.maximum) };
      return { ...asked, type: 'number', ...limits, ...given('default', json.default as number) };
    }
    case 'string': {
      const words = { ...asked, isMain: asked.isMain || isRequired, ...given('default', json.default as string) };
      if (json.enum) {
        const more = { ...shown, ...(kind === 'switch' ? { isSwitch: true as const } : {}) };
        return { ...words, type: 'choice', choices: json.enum, ...more };
      }
      const limits = { ...given('min', json.minLength), ...given('max', json.maxLength), ...given('hint', json.hint) };
      const several = {
        ...(kind === 'words' ? { isOpen: true } : {}),
        ...(kind === 'list' ? { isList: true, ...given('entry', json.entry) } : {}),
        ...(kind === 'own project' ? { isOwnProject: true } : {}),
      };
      return { ...words, type: 'text', suggests, ...several, ...limits };
    }
    default:
      throw new Error(`no chat can ask for ${name}: it is neither words, a whole number, a person nor a picture`);
  }
}

const given = <Key extends string, T>(key: Key, value: T | undefined): { [K in Key]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: T });
