import type { InputBlock, ModalView, PlainTextOption, SectionBlock } from '@slack/web-api';
import { capital } from '../../words.ts';
import type { ChoiceField, Field, Filled, FlagsField, Form, FormPrice, Suggestion } from '../card/form.ts';
import { cut } from '../cut.ts';
import { livePrice } from '../present/form-price.ts';
import { slackLimits } from './limits.ts';

/**
 * A form as a modal. `offered`: for fields with suggestions, the one that is filled in.
 * @throws if it exceeds Slack's limits, see slackFormFault
 */
export function renderSlackForm(
  form: Form,
  {
    callbackId,
    metadata,
    filled = {},
    offered = {},
  }: {
    callbackId: string;
    metadata: string;
    filled?: Filled;
    offered?: Readonly<Record<string, Suggestion | undefined>>;
  },
): ModalView {
  const fault = slackFormFault(form);
  if (fault !== undefined) throw new Error(fault);
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: metadata,
    title: plain(cut(form.title, slackLimits.modalTitle)),
    submit: plain(cut(form.submit, slackLimits.modalButton)),
    close: plain('Close'),
    blocks: form.fields.flatMap((field) => [
      {
        type: 'input' as const,
        block_id: field.name,
        optional: !field.required,
        label: plain(cut(field.label, slackLimits.inputLabel)),
        hint: plain(cut(hintOf(field, filled[field.name]), slackLimits.inputLabel)),
        ...changeable(
          inputFor(field, filled[field.name] ?? ('default' in field ? field.default : undefined), offered[field.name]),
          form.price?.decidedBy.includes(field.name) === true,
        ),
      },
      ...(form.price && field.name === placeOfPrice(form, form.price) ? [priceBlock(form.price)] : []),
    ]),
  };
}

/** What does not fit is said to be kept: bots/rest-of-prompt.ts. */
function hintOf(field: Field, value: Filled[string]): string {
  if (field.type !== 'text' || field.suggests || typeof value !== 'string') return field.description;
  const left = value.length - cut(value, mostOf(field.max)).length + 1;
  if (left <= 1) return field.description;
  return `${field.description}. Slack shows ${slackLimits.inputChars.toLocaleString('en-US')} characters here: the “…” at the end stands for the other ${left.toLocaleString('en-US')}, and as long as you leave it there they are kept.`;
}

/** Slack tells us when it changes, of a number with each digit: https://docs.slack.dev/reference/block-kit/blocks/input-block */
function changeable(element: InputBlock['element'], isTold: boolean): Pick<InputBlock, 'element' | 'dispatch_action'> {
  if (!isTold) return { element };
  if (element.type !== 'number_input') return { element, dispatch_action: true };
  const config = { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } };
  return { element: { ...element, ...config }, dispatch_action: true };
}

const priceBlockId = 'what-it-costs';

const priceBlock = (price: FormPrice): SectionBlock => ({
  type: 'section',
  block_id: priceBlockId,
  text: { type: 'plain_text', text: livePrice(price) },
});

/** Under the last of the fields that decide it, or of all. */
const placeOfPrice = ({ fields }: Form, { decidedBy }: FormPrice) =>
  (fields.findLast(({ name }) => decidedBy.includes(name)) ?? fields.at(-1))?.name;

/** What Slack tells of a view that somebody has open. */
export interface OpenedView {
  callback_id: string;
  private_metadata: string;
  title: unknown;
  submit?: unknown;
  close?: unknown;
  blocks: ReadonlyArray<{ block_id?: string | undefined }>;
}

/**
 * An open form with another price, as views.update takes it. Slack keeps what is filled in if the blocks and elements keep their ids:
 * https://docs.slack.dev/reference/views/modal-views. Undefined if it says that price already, or none.
 */
export function withPrice(view: OpenedView, price: FormPrice): ModalView | undefined {
  const before = view.blocks.find(({ block_id: id }) => id === priceBlockId);
  const block = priceBlock(price);
  if (!before || JSON.stringify(before).includes(JSON.stringify(livePrice(price)))) return undefined;
  const { callback_id, private_metadata, title, submit, close, blocks } = view;
  return {
    ...{ type: 'modal', callback_id, private_metadata, title, submit, close },
    blocks: blocks.map((each) => (each === before ? block : each)),
  } as ModalView;
}

/** A sentence on why Slack would not show it; undefined if it would. */
export function slackFormFault({ title, fields }: Form): string | undefined {
  const { inputs, choices } = slackLimits;
  if (fields.length === 0) return `The form “${title}” asks for nothing.`;
  if (fields.length > inputs) return `The form “${title}” has ${fields.length} fields; Slack takes ${inputs}.`;
  const crowded = fields.find((field) => 'choices' in field && field.choices.length > choices);
  return crowded && `The field “${crowded.name}” has more choices than Slack takes: ${choices}.`;
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });

function inputFor(field: Field, value: Filled[string], offered: Suggestion | undefined): InputBlock['element'] {
  const action_id = field.name;
  const initial = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  switch (field.type) {
    case 'image':
      // Any file type is allowed: the worker checks it by its bytes.
      return { type: 'file_input', action_id, max_files: field.mostFiles ?? 1 };
    case 'person':
      return { type: 'users_select', action_id, ...given('initial_user', initial) };
    case 'number':
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        ...given('min_value', field.min?.toString()),
        ...given('max_value', field.max?.toString()),
        ...given('initial_value', initial),
      };
    case 'choice': {
      const options = optionsOf(field.choices, field.labels);
      const chosen = options.find((option) => option.value === initial);
      const type = isGroup(field) ? ('radio_buttons' as const) : ('static_select' as const);
      return { type, action_id, options, ...given('initial_option', chosen) };
    }
    case 'flags': {
      const options = optionsOf(field.choices, field.labels);
      const chosen = options.filter((option) => Array.isArray(value) && value.includes(option.value ?? ''));
      const initialOptions = given('initial_options', chosen.length === 0 ? undefined : chosen);
      const type = isGroup(field) ? ('checkboxes' as const) : ('multi_static_select' as const);
      return { type, action_id, options, ...initialOptions };
    }
    case 'text':
      if (field.suggests)
        return {
          type: 'external_select',
          action_id,
          min_query_length: 0,
          ...given('initial_option', offered && optionOf(offered)),
        };
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.required,
        ...given('max_length', field.max === undefined ? undefined : mostOf(field.max)),
        ...given('initial_value', initial === undefined ? undefined : cut(initial, mostOf(field.max))),
      };
  }
}

const isGroup = ({ allVisible, choices }: ChoiceField | FlagsField) =>
  allVisible === true && choices.length <= slackLimits.mostInGroup;

const mostOf = (max: number = slackLimits.inputChars) => Math.min(max, slackLimits.inputChars);

const optionsOf = (choices: readonly string[], labels: Readonly<Record<string, string>> = {}) =>
  choices.map((choice) => optionOf({ label: labels[choice] ?? capital(choice), value: choice }));

/** A suggestion as Slack shows it in a list. */
export const optionOf = ({ label, value }: Suggestion): PlainTextOption => ({
  text: plain(cut(label, slackLimits.optionText)),
  value,
});
