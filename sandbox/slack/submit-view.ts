import { elementsOf } from './blocks.ts';
import { isFields } from './blocks-check.ts';
import { codeOf, deliver, personOf, requireInstalled, signedBy } from './deliver.ts';
import { elementState, isEmpty } from './element-state.ts';
import { SlackError } from './errors.ts';
import { createUpload, takeBytes } from './files.ts';
import { appOfView, viewOf } from './interact.ts';
import { LIMITS } from './limits.ts';
import type { SlackPeople, SubmittedView, UploadedFile, ViewValues } from './people.ts';
import type { ElementState, FileObject, OpenView, SlackBlock } from './shapes.ts';
import { toShortcodes } from './shortcodes.ts';
import type { Slack } from './slack.ts';
import type { Team } from './state.ts';
import { newResponseUrl, newTrigger, payloadBase } from './triggers.ts';
import { changeView, checkView, closeAll, closeTop, openView, published, topView } from './views.ts';
import { APP_ID } from './world.ts';

type Given = ViewValues[string];

const CANNOT_CONNECT = 'We had some trouble connecting. Try again?';

export async function submitView(slack: Slack, p: Parameters<SlackPeople['submitView']>[0]): Promise<SubmittedView> {
  const { team, user } = personOf(slack, p.userId);
  const view = viewOf(slack, p.userId, p.viewId);
  const app = appOfView(slack, view);
  requireInstalled(app);
  if (view.type !== 'modal' || !view.submit) throw new Error('This view has no submit button.');
  const errors = await fill(slack, app, user.id, view, p.values);
  if (Object.keys(errors).length > 0) return { closed: false, errors, view };
  const triggerId = newTrigger(slack.state, { teamId: app.id, userId: user.id, viewId: view.id });
  const payload = {
    ...payloadBase,
    type: 'view_submission',
    ...signedBy({ team, user }),
    api_app_id: APP_ID,
    trigger_id: triggerId,
    view: published(view),
    response_urls: responseUrls(slack, view, user.id),
  };
  const { acknowledged } = deliver(
    slack,
    { kind: 'interactive', name: 'view_submission', payload, triggerId },
    (cause) => `${CANNOT_CONNECT} (${codeOf(cause)})`,
  );
  const { body } = await acknowledged;
  return obey(slack, app, user.id, view, isFields(body) ? body : {});
}

/** Carries out the app's response to the modal. */
function obey(
  slack: Slack,
  team: Team,
  userId: string,
  view: OpenView,
  answer: Record<string, unknown>,
): SubmittedView {
  try {
    switch (answer.response_action) {
      case undefined:
        closeTop(slack, userId);
        break;
      case 'clear':
        closeAll(slack, userId);
        break;
      case 'errors':
        return { closed: false, errors: objections(view, answer.errors), view };
      case 'update':
        changeView(slack, view, checkView(slack, team, answer.view, ['modal']));
        return { closed: false, view };
      case 'push':
        return {
          closed: false,
          view: openView(slack, team, userId, checkView(slack, team, answer.view, ['modal']), view),
        };
      default:
        throw new Error(`unknown response_action "${String(answer.response_action)}"`);
    }
  } catch (cause) {
    const why = cause instanceof SlackError ? `${cause.code} ${JSON.stringify(cause.extra)}` : (cause as Error).message;
    throw new Error(`${CANNOT_CONNECT} (${why})`);
  }
  const below = topView(slack, userId);
  return { closed: true, ...(below && { view: below }) };
}

/** Errors must refer to input blocks of this view. */
function objections(view: OpenView, errors: unknown): Record<string, string> {
  if (!isFields(errors) || Object.keys(errors).length === 0) throw new Error('errors must name at least one block');
  for (const blockId of Object.keys(errors)) {
    const isInput = view.blocks.some((block) => block.block_id === blockId && block.type === 'input');
    if (!isInput) throw new Error(`there is no input block "${blockId}" to show an error on`);
  }
  return errors as Record<string, string>;
}

/** Puts the values into the view and returns the errors of Slack's own form. */
async function fill(slack: Slack, team: Team, userId: string, view: OpenView, values: ViewValues) {
  const errors: Record<string, string> = {};
  const unknown = new Set(Object.keys(values));
  for (const block of view.blocks) {
    for (const element of elementsOf(block)) {
      const actionId = String(element.action_id);
      const blockId = block.block_id ?? '';
      const given = values[actionId];
      unknown.delete(actionId);
      if (given !== undefined) {
        const files = isFiles(given) ? await attach(slack, team, userId, given) : [];
        const state = elementState(slack, element, plain(given), files);
        view.state.values[blockId] = { ...view.state.values[blockId], [actionId]: state };
      }
      const complaint =
        block.type === 'input' ? complaintOf(block, element, view.state.values[blockId]?.[actionId]) : undefined;
      if (complaint) errors[blockId] = complaint;
    }
  }
  if (unknown.size > 0) throw new Error(`There is no field called ${[...unknown].join(', ')} in this view.`);
  return errors;
}

function complaintOf(
  block: SlackBlock,
  element: Record<string, unknown>,
  state: ElementState | undefined,
): string | undefined {
  if (isEmpty(state)) return block.optional === true ? undefined : 'Please complete this required field.';
  const value = state?.value;
  if (typeof value === 'string') {
    const max = Number(element.max_length ?? LIMITS.inputMaxLength);
    if (element.type === 'plain_text_input' && value.length > max) return `Must be ${max} characters or fewer.`;
    if (value.length < Number(element.min_length ?? 0))
      return `Must be at least ${Number(element.min_length)} characters.`;
    if (element.type === 'number_input' && outOfRange(element, value)) return 'Must be a number in the allowed range.';
  }
  return Array.isArray(state?.files) ? fileComplaint(element, state.files as FileObject[]) : undefined;
}

function outOfRange(element: Record<string, unknown>, value: string): boolean {
  const number = Number(value);
  if (!Number.isFinite(number) || (element.is_decimal_allowed !== true && !Number.isInteger(number))) return true;
  return number < Number(element.min_value ?? -Infinity) || number > Number(element.max_value ?? Infinity);
}

function fileComplaint(element: Record<string, unknown>, files: FileObject[]): string | undefined {
  const max = Number(element.max_files ?? LIMITS.filesPerInput);
  if (files.length > max) return `Only ${max} files may be attached.`;
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : [];
  const wrong = files.find((file) => types.length > 0 && !types.includes(file.filetype));
  return wrong && `${wrong.name} is not one of the allowed file types: ${types.join(', ')}.`;
}

const isFiles = (given: Given): given is UploadedFile[] => Array.isArray(given) && typeof given[0] === 'object';

/** Emoji are sent by name here too. */
const plain = (given: Given): string[] =>
  isFiles(given) ? [] : typeof given === 'string' ? [toShortcodes(given)] : (given as string[]);

/** A person's files are uploaded while the modal is open, so they are processed by the time it is submitted. */
async function attach(slack: Slack, team: Team, userId: string, files: UploadedFile[]): Promise<FileObject[]> {
  return Promise.all(
    files.map(async ({ filename, bytes }) => {
      const file = createUpload(slack, team, { filename, length: bytes.length, userId });
      await takeBytes(slack, file, bytes);
      file.completed = true;
      file.processedAtMs = slack.state.clock.now();
      return { ...file.object, mimetype: file.mimetype };
    }),
  );
}

/** For conversation selects with `response_url_enabled`: the app may answer in the chosen conversation. */
function responseUrls(slack: Slack, view: OpenView, userId: string) {
  return view.blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const actionId = String(element.action_id);
      const state = view.state.values[block.block_id ?? '']?.[actionId];
      const channel = slack.state.channels.get(String(state?.selected_conversation ?? state?.selected_channel ?? ''));
      if (element.response_url_enabled !== true || !channel) return [];
      const { url } = newResponseUrl(slack, 'actions', { channel, userId });
      return [{ block_id: block.block_id, action_id: actionId, channel_id: channel.id, response_url: url }];
    }),
  );
}

export async function closeView(slack: Slack, p: Parameters<SlackPeople['closeView']>[0]): Promise<void> {
  const { team, user } = personOf(slack, p.userId);
  const view = viewOf(slack, p.userId, p.viewId);
  const isCleared = p.all === true || view.clear_on_close;
  const closed = isCleared ? stackOf(slack, p.userId) : [view];
  if (isCleared) closeAll(slack, p.userId);
  else closeTop(slack, p.userId);
  for (const each of closed.filter(({ notify_on_close }) => notify_on_close)) {
    const payload = {
      ...payloadBase,
      type: 'view_closed',
      ...signedBy({ team, user }),
      api_app_id: APP_ID,
      view: published(each),
      is_cleared: isCleared,
    };
    // The person has left; they cannot see whether the app listens.
    deliver(slack, { kind: 'interactive', name: 'view_closed', payload }, codeOf);
  }
}

function stackOf(slack: Slack, userId: string): OpenView[] {
  return (slack.state.stacks.get(userId) ?? []).flatMap((id) => slack.state.views.get(id) ?? []);
}
