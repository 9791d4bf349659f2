import type {
  AllMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { optionOf } from '#core/chat/slack/form.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import { fromAnotherVersion } from '../another-version.ts';
import { findCommand } from '../commands/index.ts';
import type { Asked } from '../define-command.ts';
import { checkOptions } from '../parse-options.ts';
import { actOf, askedBy, type BotsDeps, suggestionsFor } from '../receive.ts';
import { askerOf, targetOf } from './answer.ts';
import { teamOf } from './ask.ts';
import { directTarget } from './direct.ts';
import { emojiIn } from './emoji.ts';
import { isInstalled } from './installed.ts';
import { lookUp } from './look-up.ts';
import { type FormMetadata, formMetadata, formValues } from './modal.ts';
import { originOfView } from './origin.ts';
import { asOfOrganization } from './person.ts';
import { carryOut, run } from './requests.ts';

/** A form was sent. If its values are invalid, it shows why and stays open. */
export async function onForm(
  deps: BotsDeps,
  { body, view, ack, context }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
): Promise<void> {
  const raw = formValues(view);
  const written = writtenIn(raw);
  const metadata = formMetadata(view);
  if (!metadata) {
    await ack();
    throw fromAnotherVersion('form', written);
  }
  const asked = askedIn(deps, metadata);
  const faults = asked && faultsIn(asked, raw);
  if (faults) return ack({ response_action: 'errors', errors: faults });
  await ack();
  const { channelId, threadId: thread_ts, responseUrl, replyExpiresAt, isGroupDm } = metadata;
  const origin = originOfView(body, view);
  const conversation = { channel: channelId, ...(thread_ts === undefined ? {} : { thread_ts }) };
  const from =
    channelId === ''
      ? await directTarget(deps, origin)
      : targetOf({ ...origin, conversation, responseUrl, isGroupDm, replyExpiresAt: new Date(replyExpiresAt) });
  if (!(await isInstalled(deps, from, context.installUrl))) return;
  // The form's id and not the submission's: people who see "trouble connecting" press again.
  const request = { key: view.id, memberName: body.user.name, installUrl: context.installUrl };
  const target = await asOfOrganization(deps, from, body.enterprise?.id);
  if ('command' in metadata) {
    const command = findCommand(metadata.command);
    if (!command) throw fromAnotherVersion('form', written);
    return run(deps, { ...request, command, target, raw });
  }
  const given = { raw: () => lookUp(deps, target, raw), given: () => raw, written };
  const act = actOf(deps.intents, { type: 'submit', id: metadata.intent, ...given });
  await carryOut(deps, act, { ...request, target, kind: 'message' });
}

const writtenIn = (raw: Record<string, unknown>): string =>
  Object.values(raw)
    .filter((value) => typeof value === 'string')
    .join('\n');

/** What is wrong with each field, shown beside it; faults that belong to no field are shown at the first. */
function faultsIn(asked: Asked, raw: Record<string, unknown>): Record<string, string> | undefined {
  const checked = checkOptions(asked, raw);
  const faults =
    'values' in checked
      ? (asked.faults?.(checked.values) ?? [])
      : checked.faults.map(({ name, label, what }) => ({ name, says: `${label} ${what}.` }));
  if (faults.length === 0) return undefined;
  const [first = ''] = Object.keys(asked.options.shape);
  return Object.fromEntries(faults.map(({ name, says }) => [name in asked.options.shape ? name : first, says]));
}

/** The options of the form that a person has open. */
export const askedIn = ({ intents }: BotsDeps, metadata: FormMetadata): Asked | undefined =>
  'command' in metadata ? findCommand(metadata.command) : askedBy(intents, metadata.intent);

/** Suggestions while a person types in a form. */
export async function onSuggestion(
  deps: BotsDeps,
  { options, ack }: SlackOptionsMiddlewareArgs<'block_suggestion'>,
): Promise<void> {
  const metadata = options.view && formMetadata(options.view);
  const asked = metadata && askedIn(deps, metadata);
  const origin = originOfView(options, options.view);
  const from = { ...origin, workspaceId: origin.teamId };
  const given = options.view ? formValues(options.view) : {};
  const asker = { deps, user: askerOf(from), team: teamOf(deps, from), given, isTotalSaid: asked?.costs !== undefined };
  const offered = await suggestionsFor(asked, { name: options.action_id, typed: emojiIn(options.value) }, asker);
  await ack({ options: offered.slice(0, slackLimits.suggestions).map(optionOf) });
}
