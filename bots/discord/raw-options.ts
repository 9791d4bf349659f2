import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteractionDataResolved,
  type APIModalSubmission,
  ComponentType,
  type ModalSubmitComponent,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import type { Field } from '#core/chat/card/form.ts';
import type { ImageReference, PersonReference } from '../fields.ts';
import { severalFiles } from '../several-files.ts';
import { nameOf } from './interaction.ts';

/** What a person filled in, by option name; attachments and people as references, see fields.ts. */
export function rawOptions(data: APIChatInputApplicationCommandInteractionData): Record<string, unknown> {
  return Object.fromEntries((data.options ?? []).map((option) => [option.name, filledIn(option, data.resolved ?? {})]));
}

function filledIn(option: APIApplicationCommandInteractionDataOption, resolved: APIInteractionDataResolved): unknown {
  switch (option.type) {
    case Option.Attachment:
      return imageIn(resolved, option.value);
    case Option.User:
      return personIn(resolved, option.value);
    // Our commands have no subcommands.
    case Option.Subcommand:
    case Option.SubcommandGroup:
      return undefined;
    default:
      return option.value;
  }
}

function imageIn(resolved: APIInteractionDataResolved, id: string | undefined): ImageReference | undefined {
  const attachment = resolved.attachments?.[id ?? ''];
  if (!attachment) return undefined;
  const { url, size: byteLength, content_type: contentType } = attachment;
  return { url, byteLength, ...(contentType ? { contentType } : {}) };
}

function personIn(resolved: APIInteractionDataResolved, id: string | undefined): PersonReference | undefined {
  const user = resolved.users?.[id ?? ''];
  if (!user) return undefined;
  // Nobody is a member of a direct message.
  const isElsewhere = resolved.members?.[user.id] === undefined;
  return { userId: user.id, name: nameOf(user), isBot: user.bot ?? false, isElsewhere };
}

/** The values of a form, by the names of its fields. Empty fields are left out. */
export function rawFields(
  { components, resolved = {} }: APIModalSubmission,
  fields: readonly Field[],
): Record<string, unknown> {
  const sent = components.flatMap((part) => (part.type === ComponentType.Label ? [part.component] : []));
  const entries = fields.flatMap((field) => {
    const component = sent.find(({ custom_id: name }) => name === field.name);
    if (field.type === 'image' && component && 'values' in component)
      return severalFiles(
        field.name,
        component.values.flatMap((id) => imageIn(resolved, id) ?? []),
      );
    const value = component && sentValue(component, field, resolved);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(entries);
}

function sentValue(component: ModalSubmitComponent, field: Field, resolved: APIInteractionDataResolved): unknown {
  if (!('values' in component)) {
    if (component.type === ComponentType.RadioGroup) return component.value ?? undefined;
    return component.type === ComponentType.TextInput ? typed(component.value, field) : undefined;
  }
  const [first] = component.values;
  switch (field.type) {
    case 'flags':
      return component.values;
    case 'person':
      return personIn(resolved, first);
    default:
      return first;
  }
}

/** Discord sends an empty text for an empty field. Text that should be a number and is not is reported by the schema. */
function typed(text: string, { type }: Field): string | number | undefined {
  if (text === '') return undefined;
  return type === 'number' && /^\s*[+-]?\d{1,15}\s*$/.test(text) ? Number(text) : text;
}
