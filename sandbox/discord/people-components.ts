import {
  type APIMessageComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType as Type,
} from 'discord-api-types/v10';
import { isObject, type Json, objectsOf, textOf } from './json.ts';
import { limits } from './limits.ts';
import type { Message, State } from './state.ts';

/** The button or select with this custom id, wherever it sits in the message. */
export function findComponent(message: Message, customId: string): APIMessageComponent | undefined {
  const search = (nodes: unknown[]): Json | undefined => {
    for (const node of nodes.filter(isObject)) {
      if (node.custom_id === customId) return node;
      const found = search([...objectsOf(node.components), node.accessory]);
      if (found) return found;
    }
    return undefined;
  };
  return search(message.components) as APIMessageComponent | undefined;
}

/** What a press or a choice sends; throws a sentence where the client would not let the person. */
export function readClick(state: State, message: Message, customId: string, values: string[] | undefined): Json {
  const component = findComponent(message, customId);
  if (!component) throw new Error(`The message has no button or select ${customId}.`);
  if ('disabled' in component && component.disabled) throw new Error(`The component ${customId} is disabled.`);
  const head = { custom_id: customId, component_type: component.type, id: component.id };
  if (component.type === Type.Button) {
    if (component.style === ButtonStyle.Link) throw new Error('A link button opens a page; it sends nothing.');
    return head;
  }
  const chosen = values ?? [];
  const [least, most] = bounds(component);
  if (chosen.length < least || chosen.length > most)
    throw new Error(`The select ${customId} takes from ${least} to ${most} values, not ${chosen.length}.`);
  if (component.type === Type.StringSelect) {
    const stranger = chosen.find((value) => !component.options.some((option) => option.value === value));
    if (stranger !== undefined) throw new Error(`The select ${customId} has no option ${stranger}.`);
    return { ...head, values: chosen };
  }
  const users = Object.fromEntries(chosen.flatMap((id) => (state.users.has(id) ? [[id, state.users.get(id)]] : [])));
  return { ...head, values: chosen, resolved: { users } };
}

function bounds(component: APIMessageComponent): [number, number] {
  const least = 'min_values' in component ? (component.min_values ?? 1) : 1;
  const most = 'max_values' in component ? (component.max_values ?? 1) : 1;
  return [least, most];
}

/** The fields of a submitted modal as the app gets them, filled in over what the app had put there. */
export function readFields(modal: APIModalInteractionResponseCallbackData, values: Record<string, string>): Json[] {
  const open = new Set(Object.keys(values));
  const read = (node: unknown): Json => {
    const input = isObject(node) ? node : {};
    const customId = textOf(input.custom_id);
    open.delete(customId);
    return fieldValue(input, customId, values[customId]);
  };
  const components = objectsOf(modal.components).flatMap((item, index): Json[] => {
    const id = item.id ?? index + 1;
    if (item.type === Type.ActionRow)
      return [{ type: item.type, id, components: objectsOf(item.components).map(read) }];
    if (item.type === Type.Label) return [{ type: item.type, id, component: read(item.component) }];
    return [{ type: item.type, id }];
  });
  const [stranger] = open;
  if (stranger !== undefined) throw new Error(`The form has no field ${stranger}.`);
  return components;
}

function fieldValue(input: Json, customId: string, typed: string | undefined): Json {
  const head = { type: input.type, id: input.id ?? 0, custom_id: customId };
  const isRequired = input.required !== false;
  const wrong = (what: string) => new Error(`The field ${customId} ${what}.`);
  if (input.type === Type.StringSelect) {
    const chosen = typed
      ? [typed]
      : objectsOf(input.options).flatMap((each) => (each.default ? [textOf(each.value)] : []));
    if (isRequired && chosen.length === 0) throw wrong('is required');
    if (!chosen.every((value) => objectsOf(input.options).some((option) => option.value === value)))
      throw wrong(`has no option ${typed}`);
    return { ...head, values: chosen };
  }
  const value = typed ?? textOf(input.value);
  const length = [...value].length;
  const least = typeof input.min_length === 'number' ? input.min_length : 0;
  const most = typeof input.max_length === 'number' ? input.max_length : limits.textInputValue;
  if (isRequired && length === 0) throw wrong('is required');
  if (length > 0 && length < least) throw wrong(`needs at least ${least} characters`);
  if (length > most) throw wrong(`takes at most ${most} characters`);
  return { ...head, value };
}
