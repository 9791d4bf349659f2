import { ComponentType as Type } from 'discord-api-types/v10';
import { checkOptions, checkSelect } from './components-interactive.ts';
import type { Walk } from './components-walk.ts';
import { checkText, isObject, type Json, textOf } from './json.ts';
import { limits } from './limits.ts';

/** https://docs.discord.com/developers/components/reference: what a modal's label may contain, and the requirements of each. */
const checks: ReadonlyMap<unknown, (walk: Walk, at: string, given: Json) => void> = new Map([
  [Type.TextInput, (walk: Walk, at: string, given: Json) => checkTextInput(walk, at, given, false)],
  [Type.StringSelect, checkModalSelect],
  [Type.UserSelect, checkModalSelect],
  [Type.FileUpload, checkFileUpload],
  [Type.RadioGroup, checkRadioGroup],
  [Type.CheckboxGroup, checkCheckboxGroup],
]);

export function checkInLabel(walk: Walk, at: string, given: Json) {
  const check = checks.get(given.type);
  if (check) return check(walk, at, given);
  const known = [...checks.keys()].join(', ');
  walk.form.fail(`${at}.type`, 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${known}).`);
}

export function checkTextInput(walk: Walk, at: string, given: Json, needsLabel: boolean) {
  const { form } = walk;
  claimCustomId(walk, at, given);
  checkText(form, `${at}.label`, given.label, { min: 1, max: limits.textInputLabel, required: needsLabel });
  checkText(form, `${at}.value`, given.value, { max: limits.textInputValue });
  checkText(form, `${at}.placeholder`, given.placeholder, { max: limits.textInputPlaceholder });
  if (given.style !== 1 && given.style !== 2)
    form.fail(`${at}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2).');
  checkNumber(walk, `${at}.min_length`, given.min_length, 0, limits.textInputValue);
  checkNumber(walk, `${at}.max_length`, given.max_length, 1, limits.textInputValue);
}

function checkModalSelect(walk: Walk, at: string, given: Json) {
  checkSelect(walk, at, given);
  checkNumber(walk, `${at}.min_values`, given.min_values, 0, limits.selectOptions);
  checkRequired(walk, at, given);
  if (given.disabled === true)
    walk.form.fail(`${at}.disabled`, 'COMPONENT_DISABLED_IN_MODAL', 'Modals can not have disabled components in them');
}

function checkFileUpload(walk: Walk, at: string, given: Json) {
  claimCustomId(walk, at, given);
  checkNumber(walk, `${at}.min_values`, given.min_values, 0, limits.uploadedFiles);
  checkNumber(walk, `${at}.max_values`, given.max_values, 1, limits.uploadedFiles);
  checkRequired(walk, at, given);
}

/** Two to ten options, at most one of them chosen before: https://docs.discord.com/developers/components/reference#radio-group */
function checkRadioGroup(walk: Walk, at: string, given: Json) {
  claimCustomId(walk, at, given);
  const options = checkGroupOptions(walk, at, given, 2);
  if (options.filter((each) => isObject(each) && each.default === true).length > 1)
    walk.form.fail(`${at}.options`, 'RADIO_GROUP_TOO_MANY_DEFAULTS', 'Only one option can be the default.');
}

/** One to ten options: https://docs.discord.com/developers/components/reference#checkbox-group */
function checkCheckboxGroup(walk: Walk, at: string, given: Json) {
  claimCustomId(walk, at, given);
  const { length } = checkGroupOptions(walk, at, given, 1);
  checkNumber(walk, `${at}.min_values`, given.min_values, 0, length);
  checkNumber(walk, `${at}.max_values`, given.max_values, 1, length);
  checkRequired(walk, at, given);
}

const checkGroupOptions = (walk: Walk, at: string, given: Json, min: number) =>
  checkOptions(walk, at, given, { min, max: limits.groupOptions });

/** "min_values must be either omitted or at least 1 if required is omitted or true." */
function checkRequired({ form }: Walk, at: string, { required, min_values: least }: Json) {
  if (required !== false && least === 0)
    form.fail(`${at}.min_values`, 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.');
}

function checkNumber({ form }: Walk, at: string, value: unknown, min: number, max: number) {
  if (value === undefined || value === null) return;
  if (typeof value !== 'number' || value < min || value > max)
    form.fail(at, 'NUMBER_TYPE_MAX', `int value should be from ${min} to ${max}.`);
}

function claimCustomId({ form, customIds }: Walk, at: string, given: Json) {
  checkText(form, `${at}.custom_id`, given.custom_id, { min: 1, max: limits.customId, required: true });
  const customId = textOf(given.custom_id);
  if (customIds.has(customId))
    form.fail(`${at}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  customIds.add(customId);
}
