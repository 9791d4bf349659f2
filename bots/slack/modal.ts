import type { types, ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { cut } from '#core/chat/cut.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import {
  type Asker,
  type Command,
  describeOptions,
  type OptionDescription,
  type Suggestion,
} from '../define-command.ts';
import { emojiIn } from './emoji.ts';
import { attachedImage } from './images.ts';
import type { NamedPerson } from './parse-text.ts';

/** What the form remembers of the request that opened it. */
const metadataSchema = z.object({
  command: z.string(),
  channelId: z.string(),
  responseUrl: z.string().optional(),
  replyExpiresAt: z.number(),
});
export type FormMetadata = z.infer<typeof metadataSchema>;

export const formMetadata = (view: Pick<ViewOutput, 'private_metadata'>): FormMetadata =>
  metadataSchema.parse(JSON.parse(view.private_metadata));

export const formCallbackId = 'command-form';

/** A command as a form, made from its options. `filled` are values that are known already. */
export async function commandForm(
  command: Command,
  metadata: FormMetadata,
  filled: Record<string, unknown>,
  asker: Asker,
): Promise<types.ModalView> {
  return {
    type: 'modal',
    callback_id: formCallbackId,
    private_metadata: JSON.stringify(metadata),
    title: plain(cut(capital(command.description), slackLimits.modalTitle)),
    submit: plain(capital(command.name)),
    close: plain('Close'),
    blocks: await Promise.all(
      describeOptions(command).map(async (option) => ({
        type: 'input' as const,
        block_id: option.name,
        optional: !option.required,
        label: plain(capital(option.name)),
        hint: plain(option.description),
        element: await inputFor(command, option, filled[option.name] ?? option.default, asker),
      })),
    ),
  };
}

const isNamed = (value: unknown): value is NamedPerson =>
  typeof value === 'object' && value !== null && 'personId' in value;
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });

async function inputFor(
  command: Command,
  option: OptionDescription,
  value: unknown,
  asker: Asker,
): Promise<types.InputBlock['element']> {
  const { name: action_id, min, max } = option;
  const initial = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  switch (option.type) {
    case 'image':
      // Of any type: what it is, the worker sees by its bytes.
      return { type: 'file_input', action_id, max_files: 1 };
    case 'person':
      return { type: 'users_select', action_id, ...given('initial_user', isNamed(value) ? value.personId : undefined) };
    case 'integer':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        ...given('min_value', min?.toString()),
        ...given('max_value', max?.toString()),
        ...given('initial_value', initial),
      };
    case 'string': {
      if (option.choices.length > 0) {
        const options = option.choices.map((choice) => choiceOf({ label: capital(choice), value: choice }));
        return {
          type: 'static_select',
          action_id,
          options,
          ...given(
            'initial_option',
            options.find((each) => each.value === initial),
          ),
        };
      }
      if (option.suggests) {
        const offered = initial === undefined ? [] : ((await command.suggest?.[option.name]?.(initial, asker)) ?? []);
        const known = offered.find((suggestion) => suggestion.value === initial);
        return {
          type: 'external_select',
          action_id,
          min_query_length: 0,
          ...given('initial_option', known && choiceOf(known)),
        };
      }
      return {
        type: 'plain_text_input',
        action_id,
        multiline: option.required,
        ...given('max_length', max === undefined ? undefined : Math.min(max, slackLimits.inputChars)),
        ...given('initial_value', initial),
      };
    }
  }
}

/** A suggestion as Slack shows it in a list. */
export const choiceOf = ({ label, value }: Suggestion): types.PlainTextOption => ({
  text: plain(cut(label, slackLimits.optionText)),
  value,
});

/** What was filled in, by option name, for the command's schema to check. */
export function formValues(view: Pick<ViewOutput, 'state'>): Record<string, unknown> {
  const fields = Object.entries(view.state.values).flatMap(([name, elements]) => {
    const element = Object.values(elements)[0];
    const value = element && fieldValue(element);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

type Field = ViewOutput['state']['values'][string][string];

function fieldValue(field: Field): unknown {
  switch (field.type) {
    case 'number_input':
      return field.value ? Number(field.value) : undefined;
    case 'file_input':
      return field.files?.[0] && attachedImage(field.files[0]);
    case 'users_select':
      return field.selected_user ? ({ personId: field.selected_user } satisfies NamedPerson) : undefined;
    default:
      return field.selected_option?.value ?? (field.value ? emojiIn(field.value) : (field.value ?? undefined));
  }
}
