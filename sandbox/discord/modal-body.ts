import { type APIModalInteractionResponseCallbackData, ComponentType as Type } from 'discord-api-types/v10';
import { createForm, type Form } from './errors.ts';
import { checkList, checkText, isObject, type Json, textOf } from './json.ts';
import { limits } from './limits.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export function readModal(data: Json): APIModalInteractionResponseCallbackData {
  const form = createForm();
  checkText(form, 'data.custom_id', data.custom_id, { min: 1, max: limits.customId, required: true });
  checkText(form, 'data.title', data.title, { min: 1, max: limits.modalTitle, required: true });
  const list = checkList(form, 'data.components', data.components, {
    min: 1,
    max: limits.modalComponents,
    required: true,
  });
  const customIds = new Set<string>();
  for (const [index, item] of list.entries()) checkTopLevel(form, `data.components.${index}`, item, customIds);
  form.done();
  return data as unknown as APIModalInteractionResponseCallbackData;
}

function checkTopLevel(form: Form, at: string, item: unknown, customIds: Set<string>) {
  const given = isObject(item) ? item : {};
  switch (given.type) {
    case Type.ActionRow: {
      const inputs = checkList(form, `${at}.components`, given.components, { min: 1, max: 1, required: true });
      return checkInput(form, `${at}.components.0`, inputs[0], customIds, [Type.TextInput], true);
    }
    case Type.Label:
      checkText(form, `${at}.label`, given.label, { min: 1, max: limits.textInputLabel, required: true });
      checkText(form, `${at}.description`, given.description, { max: 100 });
      return checkInput(
        form,
        `${at}.component`,
        given.component,
        customIds,
        [Type.TextInput, Type.StringSelect],
        false,
      );
    case Type.TextDisplay:
      return checkText(form, `${at}.content`, given.content, { min: 1, max: limits.displayedText, required: true });
    default:
      form.fail(`${at}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
}

function checkInput(
  form: Form,
  at: string,
  item: unknown,
  customIds: Set<string>,
  allowed: Type[],
  needsLabel: boolean,
) {
  const given = isObject(item) ? item : {};
  if (!allowed.some((type) => type === given.type))
    return form.fail(
      `${at}.type`,
      'UNION_TYPE_CHOICES',
      `Value of field "type" must be one of (${allowed.join(', ')}).`,
    );
  checkText(form, `${at}.custom_id`, given.custom_id, { min: 1, max: limits.customId, required: true });
  const customId = textOf(given.custom_id);
  if (customIds.has(customId))
    form.fail(`${at}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  customIds.add(customId);
  if (given.type === Type.StringSelect) {
    checkList(form, `${at}.options`, given.options, { min: 1, max: limits.selectOptions, required: true });
    return;
  }
  checkText(form, `${at}.label`, given.label, { min: 1, max: limits.textInputLabel, required: needsLabel });
  checkText(form, `${at}.value`, given.value, { max: limits.textInputValue });
  checkText(form, `${at}.placeholder`, given.placeholder, { max: 100 });
  if (given.style !== 1 && given.style !== 2)
    form.fail(`${at}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2).');
  for (const [field, min] of [
    ['min_length', 0],
    ['max_length', 1],
  ] as const) {
    const value = given[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || value < min || value > limits.textInputValue)
      form.fail(`${at}.${field}`, 'NUMBER_TYPE_MAX', `int value should be from ${min} to ${limits.textInputValue}.`);
  }
}
