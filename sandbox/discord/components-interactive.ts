import { ButtonStyle, ComponentType as Type } from 'discord-api-types/v10';
import type { Walk } from './components-walk.ts';
import { checkList, checkText, isGiven, isObject, type Json, textOf } from './json.ts';
import { limits } from './limits.ts';

function claimCustomId(walk: Walk, at: string, item: Json) {
  checkText(walk.form, `${at}.custom_id`, item.custom_id, { min: 1, max: limits.customId, required: true });
  const customId = textOf(item.custom_id);
  if (customId !== '' && walk.customIds.has(customId))
    walk.form.fail(`${at}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  walk.customIds.add(customId);
}

export function checkButton(walk: Walk, at: string, item: Json): Json {
  const { style, label, emoji, disabled, url } = item;
  if (typeof style !== 'number' || style < ButtonStyle.Primary || style > ButtonStyle.Premium)
    walk.form.fail(`${at}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6).');
  checkText(walk.form, `${at}.label`, label, { max: limits.buttonLabel });
  if (style !== ButtonStyle.Premium && !textOf(label) && !isObject(emoji))
    walk.form.fail(at, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button needs a label or an emoji');
  const shown = {
    style,
    ...(textOf(label) ? { label } : {}),
    ...(isObject(emoji) ? { emoji } : {}),
    ...(disabled === true ? { disabled } : {}),
  };
  if (style === ButtonStyle.Link) {
    if (isGiven(item.custom_id))
      walk.form.fail(at, 'BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE', 'A custom id and url cannot both be specified');
    if (!/^(https?|discord):\/\//.test(textOf(url)))
      walk.form.fail(`${at}.url`, 'BUTTON_COMPONENT_INVALID_URL', 'A link button needs a URL');
    checkText(walk.form, `${at}.url`, url, { max: 512 });
    return { ...shown, url };
  }
  if (style === ButtonStyle.Premium) return { ...shown, sku_id: item.sku_id };
  if (isGiven(url)) walk.form.fail(`${at}.url`, 'BUTTON_COMPONENT_URL_EXCLUSIVE', 'Only link buttons have a url');
  claimCustomId(walk, at, item);
  return { ...shown, custom_id: item.custom_id };
}

/** Every kind of select; only the string select has its own options. */
export function checkSelect(walk: Walk, at: string, item: Json): Json {
  claimCustomId(walk, at, item);
  checkText(walk.form, `${at}.placeholder`, item.placeholder, { max: limits.selectPlaceholder });
  const { min_values = 1, max_values = 1, placeholder, disabled } = item;
  const shown = {
    custom_id: item.custom_id,
    min_values,
    max_values,
    ...(textOf(placeholder) ? { placeholder } : {}),
    ...(disabled === true ? { disabled } : {}),
  };
  if (typeof max_values !== 'number' || max_values < 1 || max_values > limits.selectOptions)
    walk.form.fail(`${at}.max_values`, 'NUMBER_TYPE_MAX', `int value should be from 1 to ${limits.selectOptions}.`);
  if (item.type !== Type.StringSelect) return shown;
  const options = checkOptions(walk, at, item, { min: 1, max: limits.selectOptions });
  if (options.length > 0 && Number(max_values) > options.length)
    walk.form.fail(
      `${at}.max_values`,
      'SELECT_COMPONENT_MAX_VALUES',
      'A select cannot ask for more values than it has options',
    );
  return { ...shown, options };
}

/** `at` is the component; how many options it must have. */
export function checkOptions(walk: Walk, at: string, item: Json, most: { min: number; max: number }): unknown[] {
  const list = checkList(walk.form, `${at}.options`, item.options, { ...most, required: true });
  const values = new Set<string>();
  for (const [index, option] of list.entries()) {
    const given = isObject(option) ? option : {};
    for (const field of ['label', 'value', 'description'])
      checkText(walk.form, `${at}.options.${index}.${field}`, given[field], {
        min: field === 'description' ? 0 : 1,
        max: limits.selectText,
        required: field !== 'description',
      });
    const value = textOf(given.value);
    if (values.has(value))
      walk.form.fail(
        `${at}.options.${index}.value`,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    values.add(value);
  }
  return list.map((option) => (isObject(option) ? { default: false, ...option } : option));
}
