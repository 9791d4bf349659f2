import {
  type Check,
  complain,
  type Fields,
  image,
  isFields,
  list,
  optionalString,
  optionalText,
  requireString,
  requireText,
} from './blocks-check.ts';
import { LIMITS } from './limits.ts';

const CHOOSERS = ['users_select', 'conversations_select', 'channels_select'];
const SELECTS = ['static_select', 'external_select', ...CHOOSERS];
const MULTI = SELECTS.map((type) => `multi_${type}`);
const PICKERS = ['datepicker', 'timepicker', 'datetimepicker'];
const TEXT_INPUTS = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];
const CHOICES = ['radio_buttons', 'checkboxes'];

export const IN_ACTIONS = [
  'button',
  'overflow',
  'workflow_button',
  'rich_text_input',
  ...SELECTS,
  ...MULTI,
  ...PICKERS,
  ...CHOICES,
];
export const IN_SECTION = [
  'button',
  'image',
  'overflow',
  'workflow_button',
  ...SELECTS,
  ...MULTI,
  ...PICKERS,
  ...CHOICES,
];
export const IN_INPUT = ['file_input', ...TEXT_INPUTS, ...SELECTS, ...MULTI, ...PICKERS, ...CHOICES];
export const IN_CONTEXT_ACTIONS = ['feedback_buttons', 'icon_button'];

/** Checks one element that must be of one of the `allowed` types. */
export function element(check: Check, at: string, value: Fields, allowed: readonly string[]) {
  const type = String(value.type);
  if (!allowed.includes(type)) return complain(check, `${at}/type`, `unsupported type: ${type}`);
  if (type === 'image') return image(check, at, value);
  optionalString(check, at, value, 'action_id', LIMITS.actionIdChars);
  optionalText(check, at, value, 'placeholder', LIMITS.placeholderChars);
  if (value.confirm !== undefined) confirm(check, `${at}/confirm`, value.confirm);
  noteActionId(check, at, value);
  if (type === 'button') button(check, at, value);
  else if (type === 'icon_button') requireText(check, at, value, 'text', LIMITS.buttonTextChars);
  else if (type === 'overflow') options(check, at, value, LIMITS.optionsPerOverflow);
  else if (CHOICES.includes(type)) options(check, at, value, LIMITS.optionsPerChoice, false);
  else if (type === 'static_select' || type === 'multi_static_select') selectOptions(check, at, value);
  else if (type === 'plain_text_input') textInput(check, at, value);
  else if (type === 'number_input' && typeof value.is_decimal_allowed !== 'boolean') {
    complain(check, at, 'missing required field: is_decimal_allowed');
  } else if (type === 'file_input') fileInput(check, at, value);
}

function noteActionId(check: Check, at: string, value: Fields) {
  if (typeof value.action_id !== 'string') return;
  // Slack requires them to be unique within their block; the caller clears the set between blocks.
  if (check.actionIds.has(value.action_id)) {
    complain(
      check,
      `${at}/action_id`,
      `\`action_id\` "${value.action_id}" already exists for another element in this block`,
    );
  }
  check.actionIds.add(value.action_id);
}

function button(check: Check, at: string, value: Fields) {
  requireText(check, at, value, 'text', LIMITS.buttonTextChars);
  optionalString(check, at, value, 'value', LIMITS.buttonValueChars);
  optionalString(check, at, value, 'url', LIMITS.urlChars);
  optionalString(check, at, value, 'accessibility_label', LIMITS.buttonTextChars);
  if (value.style !== undefined && value.style !== 'primary' && value.style !== 'danger') {
    complain(check, `${at}/style`, 'must be a valid enum value');
  }
}

function confirm(check: Check, at: string, value: unknown) {
  if (!isFields(value)) return complain(check, at, 'must provide an object');
  optionalText(check, at, value, 'title', LIMITS.confirmTitleChars);
  requireText(check, at, value, 'text', LIMITS.confirmTextChars, false);
  optionalText(check, at, value, 'confirm', LIMITS.confirmButtonChars);
  optionalText(check, at, value, 'deny', LIMITS.confirmButtonChars);
}

function textInput(check: Check, at: string, value: Fields) {
  const max = value.max_length;
  const min = value.min_length;
  if (max !== undefined && (typeof max !== 'number' || max < 1 || max > LIMITS.inputMaxLength)) {
    complain(check, `${at}/max_length`, `must be between 1 and ${LIMITS.inputMaxLength}`);
  }
  if (min !== undefined && (typeof min !== 'number' || min < 0 || min > LIMITS.inputMaxLength)) {
    complain(check, `${at}/min_length`, `must be between 0 and ${LIMITS.inputMaxLength}`);
  }
  optionalString(check, at, value, 'initial_value', typeof max === 'number' ? max : LIMITS.inputMaxLength);
}

function fileInput(check: Check, at: string, value: Fields) {
  if (check.surface !== 'modal') complain(check, `${at}/type`, 'unsupported type: file_input');
  const max = value.max_files;
  if (max !== undefined && (typeof max !== 'number' || max < 1 || max > LIMITS.filesPerInput)) {
    complain(check, `${at}/max_files`, `must be between 1 and ${LIMITS.filesPerInput}`);
  }
}

function selectOptions(check: Check, at: string, value: Fields) {
  if (value.option_groups === undefined) return options(check, at, value, LIMITS.optionsPerSelect);
  if (value.options !== undefined) complain(check, at, 'must provide only one of options or option_groups');
  list(check, `${at}/option_groups`, value.option_groups, LIMITS.optionGroups).forEach((group, index) => {
    const where = `${at}/option_groups/${index}`;
    requireText(check, where, group, 'label', LIMITS.optionTextChars);
    options(check, where, group, LIMITS.optionsPerSelect);
  });
  initialIsOffered(check, at, value);
}

function options(check: Check, at: string, value: Fields, max: number, plainOnly = true) {
  if (value.options === undefined) return complain(check, at, 'missing required field: options');
  const offered = list(check, `${at}/options`, value.options, max);
  offered.forEach((option, index) => {
    const where = `${at}/options/${index}`;
    requireText(check, where, option, 'text', LIMITS.optionTextChars, plainOnly);
    requireString(check, where, option, 'value', LIMITS.optionValueChars);
    optionalText(check, where, option, 'description', LIMITS.optionTextChars, plainOnly);
  });
  initialIsOffered(check, at, value);
}

/** initial_option must equal one of the options exactly: a common and puzzling mistake. */
function initialIsOffered(check: Check, at: string, value: Fields) {
  if (!isFields(value.initial_option)) return;
  const groups = Array.isArray(value.option_groups) ? value.option_groups.filter(isFields) : [value];
  const all = groups.flatMap((group) => (Array.isArray(group.options) ? group.options.filter(isFields) : []));
  const wanted = value.initial_option.value;
  if (!all.some((option) => option.value === wanted)) {
    complain(check, `${at}/initial_option`, 'must be one of the provided options');
  }
}
