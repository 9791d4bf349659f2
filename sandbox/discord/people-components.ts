import { type APIMessageComponent, ButtonStyle, ComponentType as Type } from 'discord-api-types/v10';
import { isObject, type Json, objectsOf } from './json.ts';
import type { Message, State } from './state.ts';

/** The button or select with this custom id, anywhere in the message. */
function findComponent(message: Message, customId: string): APIMessageComponent | undefined {
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

/** The data that a press or a choice sends; throws a sentence if the client would not allow it. */
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
