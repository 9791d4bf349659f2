import { isFields } from './blocks-check.ts';
import type { ElementState, FileObject } from './shapes.ts';
import type { Slack } from './slack.ts';

type Element = Record<string, unknown>;

/** An element's state after a person chose `given` in it. Options must be among those offered. */
export function elementState(slack: Slack, element: Element, given: string[], files: FileObject[] = []): ElementState {
  const type = String(element.type);
  const first = given[0] ?? null;
  if (type === 'file_input') return { type, files };
  if (type === 'rich_text_input') throw new Error('The sandbox does not write rich text.');
  if (type.endsWith('_input')) return { type, value: first || null };
  if (type === 'datetimepicker') return { type, selected_date_time: first === null ? null : Number(first) };
  if (type.endsWith('picker')) return { type, [`selected_${type.replace('picker', '')}`]: first };
  if (type === 'checkboxes') return { type, selected_options: given.map((value) => option(slack, element, value)) };
  if (type === 'radio_buttons' || type === 'overflow') {
    return { type, selected_option: first === null ? null : option(slack, element, first) };
  }
  if (!type.endsWith('_select')) throw new Error(`Nothing can be chosen in an element of type ${type}.`);
  const what = type.replace('multi_', '').replace('_select', '');
  const isOption = what === 'static' || what === 'external';
  const kind = isOption ? 'option' : what.slice(0, -1);
  if (what === 'users') for (const userId of given) requirePerson(slack, userId);
  const chosen = given.map((value) => (isOption ? option(slack, element, value) : value));
  return type.startsWith('multi_')
    ? { type, [`selected_${kind}s`]: chosen }
    : { type, [`selected_${kind}`]: chosen[0] ?? null };
}

/** The list contains the people of the workspace and its app. */
function requirePerson({ state }: Slack, userId: string) {
  const isApp = [...state.teams.values()].some(({ botUserId }) => botUserId === userId);
  if (!state.teamOfUser.has(userId) && !isApp) throw new Error(`There is no person ${userId} to choose.`);
}

function option(slack: Slack, element: Element, value: string): unknown {
  const isExternal = String(element.type).endsWith('external_select');
  const offered = isExternal ? slack.state.suggestions.get(String(element.action_id)) : optionsOf(element);
  const hit = (Array.isArray(offered) ? offered : []).find((each) => isFields(each) && each.value === value);
  if (!hit) throw new Error(`There is no option "${value}" in "${String(element.action_id)}".`);
  return hit;
}

/** Options, including those inside groups. */
export function optionsOf(from: Record<string, unknown>): Array<Record<string, unknown>> {
  const groups = Array.isArray(from.option_groups) ? from.option_groups.filter(isFields) : [from];
  return groups.flatMap((group) => (Array.isArray(group.options) ? group.options.filter(isFields) : []));
}

/** Whether nothing has been entered, which a required field rejects. */
export function isEmpty(state: ElementState | undefined): boolean {
  if (!state) return true;
  return Object.entries(state).every(([field, value]) => {
    return field === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  });
}
