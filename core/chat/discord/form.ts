import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { capital } from '../../words.ts';
import type { ChoiceField, Field, Filled, FlagsField, Form } from '../card/form.ts';
import { cut } from '../cut.ts';
import { openingPrice } from '../present/form-price.ts';
import { discordLimits } from './limits.ts';

/**
 * A form as a modal: https://docs.discord.com/developers/components/using-modal-components. `customId` comes back with the submission.
 * @throws if it exceeds Discord's limits, see discordFormFault
 */
export function renderDiscordForm(
  form: Form,
  customId: string,
  filled: Filled = {},
): APIModalInteractionResponseCallbackData {
  const fault = discordFormFault(form);
  if (fault !== undefined) throw new Error(fault);
  return {
    custom_id: customId,
    title: cut(form.title, discordLimits.modalTitle),
    components: [
      ...form.fields.map((field) => ({
        type: ComponentType.Label as const,
        label: cut(field.label, discordLimits.fieldLabel),
        description: cut(descriptionIn(form, field), discordLimits.fieldDescription),
        component: inputFor(withDefault(field, filled[field.name])),
      })),
      ...(form.price && hasRoom(form)
        ? [{ type: ComponentType.TextDisplay as const, content: openingPrice(form.price) }]
        : []),
    ],
  };
}

/** What it costs is a component like a field. */
const hasRoom = ({ fields }: Form) => fields.length < discordLimits.fields;

/** Without room for it, the price is told with the last of the fields that decide it. */
function descriptionIn(form: Form, { name, description }: Field): string {
  const { price } = form;
  if (!price || hasRoom(form) || name !== (price.decidedBy.at(-1) ?? form.fields.at(-1)?.name)) return description;
  return openingPrice(price);
}

/** A sentence on why Discord would not show it; undefined if it would. Discord's own button submits it, whatever ours is called. */
export function discordFormFault({ title, fields }: Form): string | undefined {
  const { fields: most, choices } = discordLimits;
  if (fields.length === 0) return `The form “${title}” asks for nothing.`;
  if (fields.length > most) return `The form “${title}” has ${fields.length} fields; Discord takes ${most}.`;
  const crowded = fields.find((field) => 'choices' in field && field.choices.length > choices);
  return crowded && `The field “${crowded.name}” has more choices than Discord takes: ${choices}.`;
}

/** What is filled in takes the place of the field's own default. */
function withDefault(field: Field, value: Filled[string]): Field {
  switch (field.type) {
    case 'text':
    case 'choice':
      return typeof value === 'string' ? { ...field, default: value } : field;
    case 'number':
      return typeof value === 'number' ? { ...field, default: value } : field;
    case 'flags':
      return Array.isArray(value) ? { ...field, default: value } : field;
    case 'person':
    case 'image':
      return field;
  }
}

function inputFor(field: Field): APIComponentInLabel {
  const common = { custom_id: field.name, required: field.required };
  switch (field.type) {
    case 'text':
      return { ...common, type: ComponentType.TextInput, ...textOf(field) };
    // Discord has no input for numbers: invalid ones are reported after submission.
    case 'number':
      return {
        ...common,
        type: ComponentType.TextInput,
        style: TextInputStyle.Short,
        max_length: longestNumber,
        ...(field.default === undefined ? {} : { value: String(field.default) }),
        ...(field.min === undefined || field.max === undefined ? {} : { placeholder: `${field.min} to ${field.max}` }),
      };
    case 'choice':
      return {
        ...common,
        type: isGroup(field) ? ComponentType.RadioGroup : ComponentType.StringSelect,
        options: optionsOf(field.choices, (choice) => choice === field.default, field.labels),
      };
    case 'flags':
      return {
        ...common,
        type: isGroup(field) ? ComponentType.CheckboxGroup : ComponentType.StringSelect,
        min_values: field.required ? 1 : 0,
        max_values: field.choices.length,
        options: optionsOf(field.choices, (choice) => field.default?.includes(choice) === true, field.labels),
      };
    case 'person':
      return { ...common, type: ComponentType.UserSelect };
    case 'image':
      return {
        ...common,
        type: ComponentType.FileUpload,
        ...(field.required ? {} : { min_values: 0 }),
        ...(field.mostFiles === undefined ? {} : { max_values: field.mostFiles }),
      };
  }
}

const longestNumber = 16;

const isGroup = ({ allVisible, choices }: ChoiceField | FlagsField) =>
  allVisible === true && choices.length >= discordLimits.leastInGroup && choices.length <= discordLimits.mostInGroup;

/** A required text gets a large input. */
function textOf(
  field: Field & { type: 'text' },
): Pick<APITextInputComponent, 'style'> & Partial<APITextInputComponent> {
  const { required, min, max, default: value } = field;
  return {
    style: required ? TextInputStyle.Paragraph : TextInputStyle.Short,
    ...(min === undefined ? {} : { min_length: Math.min(min, discordLimits.inputChars) }),
    ...(max === undefined ? {} : { max_length: Math.min(max, discordLimits.inputChars) }),
    ...(value === undefined
      ? {}
      : { value: cut(value, Math.min(max ?? discordLimits.inputChars, discordLimits.inputChars)) }),
  };
}

const optionsOf = (
  choices: readonly string[],
  isDefault: (choice: string) => boolean,
  labels: Readonly<Record<string, string>> = {},
) =>
  choices.map((choice) => ({
    label: cut(labels[choice] ?? capital(choice), discordLimits.choiceLabel),
    value: choice,
    ...(isDefault(choice) ? { default: true } : {}),
  }));
