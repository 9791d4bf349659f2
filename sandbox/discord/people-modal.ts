import { type APIModalInteractionResponseCallbackData, ComponentType as Type } from 'discord-api-types/v10';
import { isObject, type Json, objectsOf, textOf } from './json.ts';
import { limits } from './limits.ts';
import type { FieldValue, UploadedFile } from './people.ts';
import { addFile, addUser, nothingResolved, resolvedField } from './resolved.ts';
import type { Channel, State } from './state.ts';

/** A submitted modal as the app receives it: the fields, filled in over the app's own values, and the objects that their ids refer to. */
export function readSubmission(
  state: State,
  channel: Channel,
  {
    userId,
    modal,
    values,
  }: { userId: string; modal: APIModalInteractionResponseCallbackData; values: Record<string, FieldValue> },
): Json {
  const open = new Set(Object.keys(values));
  const resolved = nothingResolved();
  const resolving: Resolving = {
    user: (id) => addUser(state, channel, id, resolved),
    file: (file) => addFile(state, channel, { userId, file, resolved }),
  };
  const read = (node: unknown): Json => {
    const input = isObject(node) ? node : {};
    const customId = textOf(input.custom_id);
    open.delete(customId);
    return fieldValue(resolving, input, values[customId]);
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
  return { custom_id: modal.custom_id, components, ...resolvedField(resolved) };
}

interface Resolving {
  user(id: string): void;
  /** Returns the id. */
  file(file: UploadedFile): string;
}

/** https://docs.discord.com/developers/components/reference: the "interaction response structure" of each. */
function fieldValue(resolving: Resolving, input: Json, given: FieldValue | undefined): Json {
  const head = { type: input.type, id: input.id ?? 0, custom_id: input.custom_id };
  switch (input.type) {
    case Type.StringSelect:
      return { ...head, values: choose(input, given) };
    case Type.CheckboxGroup:
      return { ...head, values: choose({ max_values: objectsOf(input.options).length, ...input }, given) };
    case Type.RadioGroup:
      return { ...head, value: choose(input, given)[0] ?? null };
    case Type.UserSelect: {
      const ids = bounded(input, listOf(given));
      for (const id of ids) resolving.user(id);
      return { ...head, values: ids };
    }
    case Type.FileUpload:
      return { ...head, values: bounded(input, filesIn(given)).map(resolving.file) };
    default:
      return { ...head, value: write(input, given) };
  }
}

const wrong = ({ custom_id: customId }: Json, what: string) => new Error(`The field ${textOf(customId)} ${what}.`);
const listOf = (given: FieldValue | undefined): string[] =>
  [given ?? []].flat().filter((each) => typeof each === 'string');
const filesIn = (given: FieldValue | undefined): UploadedFile[] =>
  [given ?? []].flat().filter((each) => typeof each === 'object');

function choose(input: Json, given: FieldValue | undefined): string[] {
  const options = objectsOf(input.options);
  const before = options.flatMap((each) => (each.default ? [textOf(each.value)] : []));
  const chosen = bounded(input, given === undefined || given === '' ? before : listOf(given));
  const stranger = chosen.find((value) => !options.some((option) => option.value === value));
  if (stranger !== undefined) throw wrong(input, `has no option ${stranger}`);
  return chosen;
}

/** As many values as the field takes; none if it may be empty. */
function bounded<T>(input: Json, chosen: T[]): T[] {
  const { required, min_values: least = 1, max_values: most = 1 } = input;
  if (chosen.length === 0 && required === false) return chosen;
  if (chosen.length === 0) throw wrong(input, 'is required');
  if (chosen.length < Number(least) || chosen.length > Number(most))
    throw wrong(input, `takes from ${Number(least)} to ${Number(most)}, not ${chosen.length}`);
  return chosen;
}

function write(input: Json, given: FieldValue | undefined): string {
  const value = typeof given === 'string' ? given : textOf(input.value);
  const length = [...value].length;
  const least = typeof input.min_length === 'number' ? input.min_length : 0;
  const most = typeof input.max_length === 'number' ? input.max_length : limits.textInputValue;
  if (input.required !== false && length === 0) throw wrong(input, 'is required');
  if (length > 0 && length < least) throw wrong(input, `needs at least ${least} characters`);
  if (length > most) throw wrong(input, `takes at most ${most} characters`);
  return value;
}
