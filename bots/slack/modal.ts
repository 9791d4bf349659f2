import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import type { Filled, FormPrice, Hints } from '#core/chat/card/form.ts';
import { renderSlackForm } from '#core/chat/slack/form.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import type { Deps } from '#core/deps.ts';
import { type AskedForm, formOf } from '../define-form.ts';
import { offeredForm } from '../offered-form.ts';
import { suggestionsFor } from '../receive.ts';
import { severalFiles } from '../several-files.ts';
import type { SlackTarget } from './answer.ts';
import { typing } from './ask.ts';
import { emojiIn } from './emoji.ts';
import { attachedImage } from './images.ts';
import type { NamedPerson } from './parse-text.ts';

const place = {
  /** Empty if it was opened in no channel. */
  channelId: z.string(),
  threadId: z.string().optional(),
  isGroupDm: z.boolean().optional(),
  responseUrl: z.string().optional(),
  replyExpiresAt: z.number(),
};

/** What a form remembers of the request that opened it: the command or intent that it asks for. */
const metadataSchema = z.union([
  z.object({ command: z.string(), ...place }),
  z.object({ intent: z.string(), ...place }),
]);
export type FormMetadata = z.infer<typeof metadataSchema>;

/** Undefined if another version of ours wrote it. */
export function formMetadata(view: Pick<ViewOutput, 'private_metadata'>): FormMetadata | undefined {
  try {
    return metadataSchema.parse(JSON.parse(view.private_metadata));
  } catch {
    return undefined;
  }
}

export const formCallbackId = 'command-form';

/** The form to open, with the trigger of the press or command: once, and within 3 s. */
export interface Opening {
  of: { command: string } | { intent: string };
  form: AskedForm;
  triggerId: string;
  /** How; `push`: over the window in which it was pressed. */
  on?: 'open' | 'push';
  /** Values that are known already. */
  raw?: Record<string, unknown>;
  /** What it costs with them. */
  price?: FormPrice | undefined;
  /** What fields say of themselves for this person. */
  hints?: Hints;
  /** Fields that are of no use to this person. */
  without?: readonly string[];
}

/** False if Slack did not open it: the 3 s were over, or the app is no longer installed. */
export async function openForm(
  deps: Deps,
  target: SlackTarget,
  { of, form, triggerId: trigger_id, on = 'open', raw = {}, price, hints = {}, without = [] }: Opening,
): Promise<boolean> {
  const metadata = JSON.stringify({
    ...of,
    channelId: target.channelId,
    ...(target.threadId === undefined ? {} : { threadId: target.threadId }),
    ...(target.isGroupDm ? { isGroupDm: true } : {}),
    ...(target.replyToken === undefined ? {} : { responseUrl: target.replyToken }),
    replyExpiresAt: target.replyExpiresAt?.getTime() ?? 0,
  } satisfies FormMetadata);
  try {
    const known = filledFrom(raw);
    const { form: asked, filled } = await offeredForm(
      deps,
      formOf(form, { price, without, filled: known, hints }),
      known,
    );
    const offered = await offeredFor(deps, target, { form, filled });
    const view = renderSlackForm(asked, { callbackId: formCallbackId, metadata, filled, offered });
    return (
      (await deps.slack.withClient(target.workspaceId, (client) =>
        on === 'push' ? client.views.push({ trigger_id, view }) : client.views.open({ trigger_id, view }),
      )) !== undefined
    );
  } catch (err) {
    deps.log.warn({ ...of, err }, 'slack did not open the form');
    return false;
  }
}

/** Slack waits 3 s for the form, half of which may be over. */
const patienceMs = 700;

/** For fields with suggestions, the suggestion that was already typed, which Slack shows by its label; else what was typed, which is judged once it is sent. */
async function offeredFor(deps: Deps, target: SlackTarget, { form, filled }: { form: AskedForm; filled: Filled }) {
  const asker = { ...typing(deps, target), isTotalSaid: form.costs !== undefined };
  const names = Object.keys(form.suggest ?? {});
  const entries = names.map(async (name) => {
    const typed = filled[name];
    if (typeof typed !== 'string') return [name, undefined] as const;
    const offered = await suggestionsFor(form, { name, typed }, asker, patienceMs);
    const meant = offered.find(({ value }) => value.toLowerCase() === typed.toLowerCase());
    const asTyped = typed.length <= slackLimits.optionValue ? { label: typed, value: typed } : undefined;
    return [name, meant ?? asTyped] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Values as a form can show them. Only the person can put a picture into a form. */
function filledFrom(raw: Record<string, unknown>): Filled {
  const entries = Object.entries(raw).flatMap(([name, value]): Array<[string, string | number | string[]]> => {
    if (typeof value === 'string' || typeof value === 'number' || areWords(value)) return [[name, value]];
    return isNamed(value) ? [[name, value.personId]] : [];
  });
  return Object.fromEntries(entries);
}

const areWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isNamed = (value: unknown): value is NamedPerson =>
  typeof value === 'object' && value !== null && 'personId' in value;

/** The filled-in values, by option name, for the schema to check. */
export function formValues(view: Pick<ViewOutput, 'state'>): Record<string, unknown> {
  const fields = Object.entries(view.state.values).flatMap(([name, elements]) => {
    const element = Object.values(elements)[0];
    if (element?.type === 'file_input')
      return severalFiles(
        name,
        (element.files ?? []).flatMap((file) => attachedImage(file) ?? []),
      );
    const value = element && fieldValue(element);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

type Field = ViewOutput['state']['values'][string][string];

function fieldValue(field: Field): unknown {
  switch (field.type) {
    case 'number_input':
      return field.value ? Number(field.value) : undefined;
    case 'users_select':
      return field.selected_user ? ({ personId: field.selected_user } satisfies NamedPerson) : undefined;
    case 'multi_static_select':
    case 'checkboxes':
      return field.selected_options?.map(({ value }) => value);
    default:
      return field.selected_option?.value ?? (field.value ? emojiIn(field.value) : (field.value ?? undefined));
  }
}
