import { checkBlocks, elementsOf, withIds } from './blocks.ts';
import { type Check, isFields, optionalString, optionalText, requireText } from './blocks-check.ts';
import { invalid, SlackError } from './errors.ts';
import { newId, randomHex } from './ids.ts';
import { LIMITS } from './limits.ts';
import type { ElementState, OpenView, SlackBlock, TextObject } from './shapes.ts';
import type { Slack } from './slack.ts';
import { type Team, teamOf } from './state.ts';
import { fileIsUsable } from './usable-file.ts';
import { APP_ID } from './world.ts';

type StateValues = OpenView['state']['values'];

/** Refuses a view that Slack would not open, with the reasons. */
export function checkView(slack: Slack, team: Team, view: unknown, types: ReadonlyArray<'modal' | 'home'>) {
  if (!isFields(view)) throw invalid('invalid_arguments', ['must provide an object [json-pointer:/view]']);
  const type = types.find((each) => each === view.type);
  if (!type) throw invalid('invalid_arguments', ['must be a valid enum value [json-pointer:/view/type]']);
  if (JSON.stringify(view).length > LIMITS.viewBytes) throw new SlackError('view_too_large');
  const fileUsable = fileIsUsable(slack, team.id);
  const check: Check = {
    surface: type,
    problems: [],
    blockIds: new Set(),
    actionIds: new Set(),
    cellChars: 0,
    fileIsUsable: fileUsable,
  };
  if (type === 'modal') {
    requireText(check, '/view', view, 'title', LIMITS.viewTitleChars);
    optionalText(check, '/view', view, 'submit', LIMITS.viewButtonChars);
    optionalText(check, '/view', view, 'close', LIMITS.viewButtonChars);
    const hasInput =
      Array.isArray(view.blocks) && view.blocks.some((block) => isFields(block) && block.type === 'input');
    if (hasInput && !view.submit) check.problems.push('missing required field: submit [json-pointer:/view]');
  }
  optionalString(check, '/view', view, 'callback_id', LIMITS.callbackIdChars);
  optionalString(check, '/view', view, 'external_id', LIMITS.externalIdChars);
  optionalString(check, '/view', view, 'private_metadata', LIMITS.privateMetadataChars);
  check.problems.push(...checkBlocks(view.blocks, type, fileUsable, '/view/blocks'));
  if (check.problems.length > 0) throw invalid('invalid_arguments', check.problems);
  const externalId = typeof view.external_id === 'string' ? view.external_id : '';
  return { given: view, type, externalId };
}

type Checked = ReturnType<typeof checkView>;

/** Opens a checked view for a person: as a new stack, or on top of `parent`. */
export function openView(slack: Slack, team: Team, userId: string, checked: Checked, parent?: OpenView): OpenView {
  const { state } = slack;
  if (checked.externalId && byExternalId(slack, team, checked.externalId))
    throw new SlackError('duplicate_external_id');
  const stack = parent ? (state.stacks.get(userId) ?? []) : [];
  if (stack.length >= LIMITS.viewsPerStack) throw new SlackError('push_limit_reached');
  const id = newId('V');
  const view: OpenView & { userId: string } = {
    userId,
    id,
    team_id: teamOf(state, userId)?.id ?? team.id,
    app_installed_team_id: team.id,
    app_id: APP_ID,
    bot_id: team.botId,
    ...fieldsOf(checked),
    root_view_id: parent?.root_view_id ?? id,
    previous_view_id: parent?.id ?? null,
    hash: newHash(slack),
    state: { values: {} },
  };
  view.state.values = initialValues(view.blocks, {});
  state.views.set(id, view);
  if (view.type === 'home') {
    state.homes.set(userId, id);
  } else {
    if (!parent) for (const old of state.stacks.get(userId) ?? []) state.views.delete(old);
    state.stacks.set(userId, [...stack, id]);
  }
  emit(slack, view);
  return view;
}

/** Replaces a view's content in place; input stays if block and action ids stay the same. */
export function changeView(slack: Slack, view: OpenView, checked: Checked): OpenView {
  const before = view.state.values;
  Object.assign(view, fieldsOf(checked), { hash: newHash(slack) });
  view.state = { values: initialValues(view.blocks, before) };
  emit(slack, view);
  return view;
}

export function closeTop(slack: Slack, userId: string): OpenView | undefined {
  const stack = slack.state.stacks.get(userId) ?? [];
  const id = stack.pop();
  if (stack.length === 0) slack.state.stacks.delete(userId);
  const view = slack.state.views.get(id ?? '');
  slack.state.views.delete(id ?? '');
  if (view) emit(slack, view);
  return view;
}

export function closeAll(slack: Slack, userId: string) {
  while (slack.state.stacks.has(userId)) closeTop(slack, userId);
}

export function topView(slack: Slack, userId: string): OpenView | undefined {
  return slack.state.views.get(slack.state.stacks.get(userId)?.at(-1) ?? '');
}

export function byExternalId(slack: Slack, team: Team, externalId: string): OpenView | undefined {
  for (const view of slack.state.views.values()) {
    if (view.app_installed_team_id === team.id && view.external_id === externalId) return view;
  }
  return undefined;
}

/** The view as the app sees it, without the stand-in's own fields. */
export function published(view: OpenView): OpenView {
  const { userId: _, ...shown } = view as OpenView & { userId: string };
  return structuredClone(shown);
}

function fieldsOf({ given, type, externalId }: Checked) {
  const plain = (value: unknown) => (isFields(value) ? ({ emoji: true, ...value } as unknown as TextObject) : null);
  const string = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    type,
    callback_id: string(given.callback_id),
    external_id: externalId,
    private_metadata: string(given.private_metadata),
    title: plain(given.title),
    submit: plain(given.submit),
    close: plain(given.close),
    blocks: withIds(given.blocks),
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    submit_disabled: given.submit_disabled === true,
  };
}

/** Every stateful element has an entry from the start: its initial value, or the previous one. */
export function initialValues(blocks: SlackBlock[], before: StateValues): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const initial = initialState(element);
      if (!initial) continue;
      const blockId = block.block_id ?? '';
      const actionId = String(element.action_id);
      const kept = before[blockId]?.[actionId];
      values[blockId] = { ...values[blockId], [actionId]: kept?.type === initial.type ? kept : initial };
    }
  }
  return values;
}

function initialState(element: Record<string, unknown>): ElementState | undefined {
  const type = String(element.type);
  const value = (field: string, initial: string, empty: unknown = null) => ({
    type,
    [field]: element[initial] ?? empty,
  });
  if (type === 'file_input') return { type, files: [] };
  if (type.endsWith('_input')) return value('value', 'initial_value');
  if (type === 'checkboxes') return value('selected_options', 'initial_options', []);
  if (type === 'radio_buttons') return value('selected_option', 'initial_option');
  if (type.endsWith('picker')) {
    const what = type === 'datetimepicker' ? 'date_time' : type.replace('picker', '');
    return value(`selected_${what}`, `initial_${what}`);
  }
  if (!type.endsWith('_select')) return undefined;
  const what = type.replace('multi_', '').replace('_select', '');
  const kind = what === 'static' || what === 'external' ? 'option' : what.slice(0, -1);
  return type.startsWith('multi_')
    ? value(`selected_${kind}s`, `initial_${kind}s`, [])
    : value(`selected_${kind}`, `initial_${kind}`);
}

const newHash = (slack: Slack) => `${Math.floor(slack.state.clock.now() / 1000)}.${randomHex(4)}`;

function emit(slack: Slack, view: OpenView) {
  const { userId } = view as OpenView & { userId: string };
  slack.state.emit({ type: view.type === 'home' ? 'home' : 'view', teamId: view.team_id, userId });
}
