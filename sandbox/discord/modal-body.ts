import { type APIModalInteractionResponseCallbackData, ComponentType as Type } from 'discord-api-types/v10';
import type { Walk } from './components-walk.ts';
import { createForm } from './errors.ts';
import { checkList, checkText, isObject, type Json } from './json.ts';
import { limits } from './limits.ts';
import { checkInLabel, checkTextInput } from './modal-inputs.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export function readModal(data: Json): APIModalInteractionResponseCallbackData {
  const form = createForm();
  const walk: Walk = {
    form,
    v2: true,
    count: 0,
    textLength: 0,
    customIds: new Set(),
    nextId: 1,
    ids: new Set(),
    filenames: new Set(),
  };
  checkText(form, 'data.custom_id', data.custom_id, { min: 1, max: limits.customId, required: true });
  checkText(form, 'data.title', data.title, { min: 1, max: limits.modalTitle, required: true });
  const list = checkList(form, 'data.components', data.components, {
    min: 1,
    max: limits.modalComponents,
    required: true,
  });
  for (const [index, item] of list.entries()) checkTopLevel(walk, `data.components.${index}`, item);
  form.done();
  return data as unknown as APIModalInteractionResponseCallbackData;
}

function checkTopLevel(walk: Walk, at: string, item: unknown) {
  const { form } = walk;
  const given = isObject(item) ? item : {};
  switch (given.type) {
    case Type.ActionRow: {
      const [input] = checkList(form, `${at}.components`, given.components, { min: 1, max: 1, required: true });
      if (isObject(input) && input.type === Type.TextInput)
        return checkTextInput(walk, `${at}.components.0`, input, true);
      return form.fail(`${at}.components.0.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (4).');
    }
    case Type.Label:
      checkText(form, `${at}.label`, given.label, { min: 1, max: limits.labelText, required: true });
      checkText(form, `${at}.description`, given.description, { max: limits.labelDescription });
      return checkInLabel(walk, `${at}.component`, isObject(given.component) ? given.component : {});
    case Type.TextDisplay:
      return checkText(form, `${at}.content`, given.content, { min: 1, max: limits.displayedText, required: true });
    default:
      form.fail(`${at}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
}
