import { askerOf } from '#core/accounts/identify.ts';
import type { Card } from '#core/chat/card.ts';
import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import { type Command, describeOptions, type OptionDescription } from '../define-command.ts';
import { dispatch } from '../dispatch.ts';
import { badOptions, parseOptions } from '../parse-options.ts';
import { replyTo } from './answer.ts';
import { askOf, teamOf } from './ask.ts';
import { attachedImage } from './images.ts';
import { lookUp } from './look-up.ts';
import { commandForm } from './modal.ts';
import { type ParsedText, parseText } from './parse-text.ts';
import { usageLine } from './usage.ts';

export interface TypedRequest {
  command: Command;
  text: string;
  spot: Spot;
  /** Files that came with it. */
  files?: readonly unknown[];
  /** Slack's own id of the request, the same when it is delivered again. */
  key: string;
  /** How Slack calls whoever asks, where it says so. */
  memberName?: string;
  /** With it a form can be opened, once and within 3 s. */
  triggerId?: string;
}

/** A command in words; without the words it needs, the form for it. */
export async function onTyped(deps: Deps, request: TypedRequest): Promise<void> {
  const { command, spot, triggerId, key, memberName } = request;
  const options = describeOptions(command);
  const { raw, faults } = parseText(options, request.text);
  takePicture(options, request.files ?? [], { raw, faults });
  const isShort = options.some(({ name, required }) => required && raw[name] === undefined);
  if (isShort && faults.length === 0) {
    if (triggerId !== undefined && (await openForm(deps, command, spot, triggerId, raw))) return;
    return deps.slack.whisper(spot, howTo(command));
  }
  await run(deps, { command, spot, key, memberName, raw, faults });
}

/** A picture that was attached is the one to start from. */
function takePicture(options: readonly OptionDescription[], files: readonly unknown[], { raw, faults }: ParsedText) {
  const option = options.find(({ type }) => type === 'image');
  if (!option || files.length === 0) return;
  if (files.length > 1 || raw[option.name] !== undefined) {
    faults.push('I can start from one picture only, and here are more');
    return;
  }
  raw[option.name] = attachedImage(files[0]);
}

/** A command with its options, typed or from a form. */
export async function run(
  deps: Deps,
  request: {
    command: Command;
    spot: Spot;
    key: string;
    memberName?: string | undefined;
    raw: Record<string, unknown>;
    faults?: string[];
  },
): Promise<void> {
  const { command, spot, raw, faults = [] } = request;
  const ask = askOf(deps, request);
  await dispatch(deps, { name: command.name, ask, reply: replyTo(deps, spot, 'message') }, async (context) => {
    const next = `Like this: ${usageLine(command)}`;
    if (faults.length > 0) throw badOptions(faults, next);
    return command.run(context, parseOptions(command, await lookUp(deps, spot, raw), next));
  });
}

/** False where Slack did not open it: the 3 s were over, or the app is no longer installed. */
async function openForm(
  deps: Deps,
  command: Command,
  spot: Spot,
  trigger_id: string,
  filled: Record<string, unknown>,
): Promise<boolean> {
  const metadata = {
    command: command.name,
    channelId: spot.channelId,
    ...(spot.replyToken === undefined ? {} : { responseUrl: spot.replyToken }),
    replyExpiresAt: spot.replyExpiresAt?.getTime() ?? 0,
  };
  try {
    const view = await commandForm(command, metadata, filled, {
      deps,
      user: askerOf(spot),
      team: teamOf(deps, spot),
    });
    return (
      (await deps.slack.withClient(spot.teamId, (client) => client.views.open({ trigger_id, view }))) !== undefined
    );
  } catch (err) {
    deps.log.warn({ request: command.name, err }, 'slack did not open the form');
    return false;
  }
}

const howTo = (command: Command): Card => ({
  tone: 'notice',
  title: 'Tell me more',
  lines: ['Nothing was made and nothing was taken. Like this:', [{ code: usageLine(command) }]],
  private: true,
});
