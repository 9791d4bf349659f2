import { type APIMessageTopLevelComponent, ComponentType as Type } from 'discord-api-types/v10';
import { checkButton, checkSelect } from './components-interactive.ts';
import type { Walk } from './components-walk.ts';
import type { Form } from './errors.ts';
import { checkList, checkText, isGiven, isObject, type Json, objectsOf, textOf } from './json.ts';
import { limits } from './limits.ts';

const selectTypes: readonly unknown[] = [
  Type.StringSelect,
  Type.UserSelect,
  Type.RoleSelect,
  Type.MentionableSelect,
  Type.ChannelSelect,
];
const inContainer: readonly unknown[] = [
  Type.ActionRow,
  Type.TextDisplay,
  Type.Section,
  Type.MediaGallery,
  Type.Separator,
  Type.File,
];

/**
 * Checks a message's components as Discord does and returns them as Discord would: ids assigned, defaults filled in.
 * https://discord.com/developers/docs/components/reference
 */
export function readComponents(
  form: Form,
  at: string,
  value: unknown,
  { v2, filenames }: { v2: boolean; filenames: ReadonlySet<string> },
): APIMessageTopLevelComponent[] {
  const walk: Walk = { form, v2, filenames, count: 0, textLength: 0, customIds: new Set(), nextId: 1, ids: new Set() };
  const list = checkList(form, at, value, { max: v2 ? limits.componentsInAll : limits.legacyRows });
  claimIds(walk, list, at);
  const allowed = v2 ? [...inContainer, Type.Container] : [Type.ActionRow];
  const read = list.map((item, index) => readComponent(walk, `${at}.${index}`, item, allowed));
  if (walk.count > limits.componentsInAll)
    form.fail(
      at,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The maximum number of components in a message is ${limits.componentsInAll}; there are ${walk.count}.`,
    );
  if (walk.textLength > limits.displayedText)
    form.fail(
      at,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The size of displayable text in components exceeds the maximum size of ${limits.displayedText}`,
    );
  return read as unknown as APIMessageTopLevelComponent[];
}

/** Claims the ids that the app chose first, so that assigned ones avoid them. */
function claimIds(walk: Walk, list: unknown, at: string) {
  for (const [index, item] of objectsOf(list).entries()) {
    const { id } = item;
    if (typeof id === 'number' && id > 0) {
      if (walk.ids.has(id))
        walk.form.fail(`${at}.${index}.id`, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
      walk.ids.add(id);
    }
    claimIds(walk, item.components, `${at}.${index}.components`);
    if (isObject(item.accessory)) claimIds(walk, [item.accessory], `${at}.${index}.accessory`);
  }
}

function idOf(walk: Walk, item: Json): number {
  if (typeof item.id === 'number' && item.id > 0) return item.id;
  while (walk.ids.has(walk.nextId)) walk.nextId += 1;
  return walk.nextId++;
}

function readComponent(walk: Walk, at: string, item: unknown, allowed: readonly unknown[]): Json {
  if (!isObject(item) || !allowed.includes(item.type)) {
    const code = isObject(item) && isGiven(item.type) ? 'UNION_TYPE_CHOICES' : 'BASE_TYPE_REQUIRED';
    walk.form.fail(`${at}.type`, code, `Value of field "type" must be one of (${allowed.join(', ')}).`);
    return {};
  }
  walk.count += 1;
  const head = { type: item.type, id: idOf(walk, item) };
  switch (item.type) {
    case Type.ActionRow:
      return { ...head, components: readRow(walk, at, item) };
    case Type.Button:
      return { ...head, ...checkButton(walk, at, item) };
    case Type.TextDisplay:
      return { ...head, content: readText(walk, at, item) };
    case Type.Section:
      return { ...head, ...readSection(walk, at, item) };
    case Type.Thumbnail:
      return { ...head, ...readMedia(walk, at, item) };
    case Type.MediaGallery: {
      const items = checkList(walk.form, `${at}.items`, item.items, {
        min: 1,
        max: limits.galleryItems,
        required: true,
      });
      return { ...head, items: items.map((each, index) => readMedia(walk, `${at}.items.${index}`, each)) };
    }
    case Type.File:
      return { ...head, file: readFile(walk, `${at}.file`, item.file), spoiler: item.spoiler === true };
    case Type.Separator:
      return { ...head, spacing: item.spacing ?? 1, divider: item.divider ?? true };
    case Type.Container: {
      const list = checkList(walk.form, `${at}.components`, item.components, {
        min: 1,
        max: limits.componentsInAll,
        required: true,
      });
      const components = list.map((each, index) => readComponent(walk, `${at}.components.${index}`, each, inContainer));
      return { ...head, accent_color: item.accent_color ?? null, spoiler: item.spoiler === true, components };
    }
    default:
      return { ...head, ...checkSelect(walk, at, item) };
  }
}

function readRow(walk: Walk, at: string, row: Json): Json[] {
  const list = checkList(walk.form, `${at}.components`, row.components, {
    min: 1,
    max: limits.rowWidth,
    required: true,
  });
  const selects = objectsOf(list).filter(({ type }) => selectTypes.includes(type)).length;
  if (selects > 0 && list.length > 1)
    walk.form.fail(
      `${at}.components`,
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  return list.map((each, index) =>
    readComponent(walk, `${at}.components.${index}`, each, [Type.Button, ...selectTypes]),
  );
}

function readText(walk: Walk, at: string, item: Json): string {
  checkText(walk.form, `${at}.content`, item.content, { min: 1, max: limits.displayedText, required: true });
  const content = textOf(item.content);
  walk.textLength += [...content].length;
  return content;
}

function readSection(walk: Walk, at: string, item: Json): Json {
  const texts = checkList(walk.form, `${at}.components`, item.components, {
    min: 1,
    max: limits.sectionTexts,
    required: true,
  });
  return {
    components: texts.map((each, index) => readComponent(walk, `${at}.components.${index}`, each, [Type.TextDisplay])),
    accessory: readComponent(walk, `${at}.accessory`, item.accessory, [Type.Button, Type.Thumbnail]),
  };
}

function readMedia(walk: Walk, at: string, item: unknown): Json {
  const given = isObject(item) ? item : {};
  checkText(walk.form, `${at}.description`, given.description, { min: 1, max: limits.mediaDescription });
  return {
    media: readFile(walk, `${at}.media`, given.media, true),
    description: given.description ?? null,
    spoiler: given.spoiler === true,
  };
}

function readFile(walk: Walk, at: string, item: unknown, webAllowed = false): Json {
  const url = isObject(item) ? textOf(item.url) : '';
  if (url === '') walk.form.fail(`${at}.url`, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (url.startsWith('attachment://')) {
    if (!walk.filenames.has(url.slice('attachment://'.length)))
      walk.form.fail(
        `${at}.url`,
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        'The referenced attachment was not found.',
      );
  } else if (!webAllowed || !/^https?:\/\//.test(url))
    walk.form.fail(`${at}.url`, 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of the ones this component takes.');
  return { url };
}
