import { ComponentType } from 'discord-api-types/v10';
import type { Request } from '#sandbox/kit/serve.ts';
import { readComponents } from './components.ts';
import { contentTypeOf } from './content-type.ts';
import { readEmbeds } from './embeds.ts';
import { createForm, type Form, fail } from './errors.ts';
import { imageSize } from './image-size.ts';
import { checkList, checkText, isGiven, isObject, type Json, textOf } from './json.ts';
import { flag, limits } from './limits.ts';
import type { Attachment, Message, State } from './state.ts';

/** The JSON of a request, sent directly or as `payload_json` of a multipart body. */
export function payloadOf(request: Request): Json {
  if (request.raw.length > limits.requestBytes) fail('tooLarge');
  for (const { bytes } of request.files) if (bytes.length > limits.fileBytes) fail('tooLarge');
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    if (request.raw.length > 0 && request.body === undefined) fail('invalidJson');
    return isObject(request.body) ? request.body : {};
  }
  const fields = isObject(request.body) ? request.body : {};
  if (fields.payload_json === undefined) return fields;
  try {
    const parsed: unknown = JSON.parse(textOf(fields.payload_json));
    return isObject(parsed) ? parsed : {};
  } catch {
    return fail('invalidJson');
  }
}

export type MessageContents = Pick<
  Message,
  'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'mentionIds' | 'mentionsEveryone'
>;

/** Discord keeps letters, digits, dots, dashes and underscores in a file name. */
const safeName = (name: string) => name.replace(/[^\w.-]/g, '_') || 'unknown';

/** Flags that an app may set; all others are ignored. */
const SETTABLE = flag.suppressEmbeds | flag.ephemeral | flag.suppressNotifications | flag.componentsV2;

/**
 * Checks a message's body and returns the contents; for an edit, `existing` is the message. Stores bytes only after
 * everything was valid.
 */
export function readMessage(
  state: State,
  { payload, files, at = '', existing }: { payload: Json; files: Request['files']; at?: string; existing?: Message },
): MessageContents {
  const form = createForm();
  const field = (name: string) => (at === '' ? name : `${at}.${name}`);
  const flags = readFlags(form, field('flags'), payload.flags, existing);
  const v2 = (flags & flag.componentsV2) !== 0;
  const { attachments, store } = readAttachments(state, form, field('attachments'), payload, files, existing);
  const filenames = new Set(attachments.map(({ filename }) => filename));

  checkMentions(form, field('allowed_mentions'), payload.allowed_mentions);
  checkText(form, field('content'), payload.content, { max: limits.content });
  const content = payload.content === undefined ? (existing?.content ?? '') : textOf(payload.content);
  const embeds =
    payload.embeds === undefined
      ? (existing?.embeds ?? [])
      : readEmbeds(form, field('embeds'), payload.embeds, filenames);
  const components =
    payload.components === undefined
      ? (existing?.components ?? [])
      : readComponents(form, field('components'), payload.components, { v2, filenames });
  if (v2) refuseLegacy(form, field, { content, embeds });
  form.done();

  const isEmpty = content === '' && embeds.length === 0 && components.length === 0 && attachments.length === 0;
  if (isEmpty) fail('emptyMessage');
  store();
  return {
    content,
    embeds,
    components,
    attachments,
    flags,
    ...readMentions(state, payload, [content, ...textsOf(components)].join('\n'), existing),
  };
}

function readFlags(form: Form, at: string, value: unknown, existing?: Message): number {
  const before = existing?.flags ?? 0;
  if (!isGiven(value)) return before;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    form.fail(at, 'NUMBER_TYPE_COERCE', 'Value is not int.');
    return before;
  }
  const wanted = value & SETTABLE;
  if (!existing) return wanted;
  if (before & flag.componentsV2 && !(wanted & flag.componentsV2))
    form.fail(at, 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', 'The IS_COMPONENTS_V2 flag cannot be removed');
  // Whether a message is private is fixed when it is created.
  return (wanted & ~flag.ephemeral) | (before & (flag.ephemeral | flag.loading));
}

function refuseLegacy(
  form: Form,
  field: (name: string) => string,
  { content, embeds }: Pick<MessageContents, 'content' | 'embeds'>,
) {
  const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
  const words = (name: string) => `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
  if (content !== '') form.fail(field('content'), code, words('content'));
  if (embeds.length > 0) form.fail(field('embeds'), code, words('embeds'));
}

/**
 * Without `attachments`, kept files stay and new ones are added; with it, the list says exactly what remains.
 * https://discord.com/developers/docs/reference#editing-message-attachments
 */
function readAttachments(
  state: State,
  form: Form,
  at: string,
  payload: Json,
  files: Request['files'],
  existing?: Message,
): { attachments: Attachment[]; store(): void } {
  const uploads = new Map<string, { attachment: Attachment; bytes: Buffer }>();
  for (const [index, { field, filename, contentType, bytes }] of files.entries()) {
    const n = /^files?\[(\d+)\]$/.exec(field)?.[1] ?? String(index);
    const attachment = newAttachment(state, { filename, contentType, bytes });
    uploads.set(n, { attachment, bytes });
  }
  const kept = new Map((existing?.attachments ?? []).map((attachment) => [attachment.id, attachment]));
  const listed = checkList(form, at, payload.attachments, { max: limits.attachments });
  const attachments: Attachment[] = [];
  if (isGiven(payload.attachments))
    for (const [index, item] of listed.entries()) {
      const given = isObject(item) ? item : {};
      checkText(form, `${at}.${index}.description`, given.description, { max: limits.attachmentDescription });
      const id = String(given.id);
      const found = uploads.get(id)?.attachment ?? kept.get(id);
      if (!found)
        form.fail(`${at}.${index}.id`, 'ATTACHMENT_NOT_FOUND', `No uploaded file or attachment has the id ${id}.`);
      else attachments.push(describe(found, given, uploads.has(id)));
    }
  else attachments.push(...kept.values(), ...[...uploads.values()].map(({ attachment }) => attachment));
  if (attachments.length > limits.attachments)
    form.fail(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.attachments} or fewer in length.`);

  function store() {
    const remaining = new Set(attachments.map(({ id }) => id));
    for (const { attachment, bytes } of uploads.values())
      if (remaining.has(attachment.id)) state.files.put(attachment.id, bytes);
    for (const id of kept.keys()) if (!remaining.has(id)) state.files.delete(id);
  }
  return { attachments, store };
}

export function newAttachment(
  state: State,
  { filename, contentType, bytes }: { filename: string; contentType: string; bytes: Buffer },
): Attachment {
  return {
    id: state.ids.next(),
    filename: safeName(filename),
    size: bytes.length,
    // Clients that do not know the type send the one for "some bytes"; Discord then goes by the file name.
    contentType: /^$|octet-stream/.test(contentType) ? contentTypeOf(filename) : contentType,
    ...imageSize(bytes),
  };
}

/** A new file may be renamed; of a kept one, only the description may change. */
function describe(found: Attachment, given: Json, isNew: boolean): Attachment {
  const { description: before, ...rest } = found;
  const description = given.description === undefined ? before : textOf(given.description);
  const filename = isNew && textOf(given.filename) ? safeName(textOf(given.filename)) : found.filename;
  return { ...rest, filename, ...(description ? { description } : {}) };
}

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object */
function checkMentions(form: Form, at: string, value: unknown) {
  if (!isObject(value)) return;
  const parse = Array.isArray(value.parse) ? value.parse : [];
  const users = checkList(form, `${at}.users`, value.users, { max: limits.allowedMentions });
  if (parse.includes('users') && users.length > 0)
    form.fail(
      at,
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      'parse:["users"] and users: [ids...] are mutually exclusive.',
    );
}

/** The text of all text displays: with Components V2, mentions are in there. */
function textsOf(components: unknown): string[] {
  if (Array.isArray(components)) return components.flatMap(textsOf);
  if (!isObject(components)) return [];
  const own = components.type === ComponentType.TextDisplay ? [textOf(components.content)] : [];
  return [...own, ...textsOf(components.components)];
}

/** Which mentions count: `allowed_mentions` decides, and without it all in the text do. */
function readMentions(
  state: State,
  payload: Json,
  text: string,
  existing?: Message,
): Pick<MessageContents, 'mentionIds' | 'mentionsEveryone'> {
  if (existing && payload.content === undefined && payload.components === undefined)
    return { mentionIds: existing.mentionIds, mentionsEveryone: existing.mentionsEveryone };
  const allowed = isObject(payload.allowed_mentions) ? payload.allowed_mentions : undefined;
  const parse = allowed ? (Array.isArray(allowed.parse) ? allowed.parse : []) : ['users', 'everyone'];
  const named = allowed && Array.isArray(allowed.users) ? allowed.users : [];
  const ids = [...text.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '');
  return {
    mentionIds: [...new Set(ids)].filter(
      (id) => state.users.has(id) && (parse.includes('users') || named.includes(id)),
    ),
    mentionsEveryone: parse.includes('everyone') && /@(everyone|here)/.test(text),
  };
}
