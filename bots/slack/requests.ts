import { note, text as words } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Field } from '#core/chat/card/form.ts';
import { platforms } from '#core/chat/platforms.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import type { Deps } from '#core/deps.ts';
import { type Command, describeOptions } from '../define-command.ts';
import { dispatch } from '../dispatch.ts';
import { badOptions, badValues, checkGiven } from '../parse-options.ts';
import { type Act, actOf, type BotsDeps } from '../receive.ts';
import { picturesInWords, type TypedLine } from '../typed-again.ts';
import { takePictures } from '../written/take-pictures.ts';
import { replyTo, type SlackTarget } from './answer.ts';
import { askOf } from './ask.ts';
import { openCommandForm } from './command-form.ts';
import { attachedImage } from './images.ts';
import { lookUp } from './look-up.ts';
import { quoteOwnNames } from './own-names.ts';
import { mainOption, type ParsedText, parseText } from './parse-text.ts';
import { usageLine, usageLines } from './usage.ts';
import { typedPeople } from './words.ts';

export interface TypedRequest {
  command: Command;
  text: string;
  target: SlackTarget;
  /** Files that were attached. */
  files?: readonly unknown[] | undefined;
  /** Slack's own id of the request, the same when it is delivered again. */
  key: string;
  /** How Slack names the person, if it says so. */
  memberName?: string | undefined;
  /** Opens a form, once and within 3 s. */
  triggerId?: string;
  installUrl?: string | undefined;
}

/** A typed command; if required options are missing, opens the form for it. */
export async function onTyped(deps: BotsDeps, request: TypedRequest): Promise<void> {
  const { command, target, triggerId, key, memberName, installUrl } = request;
  if (asksHow(request)) return deps.slack.replyEphemeral(target, usageCard(command));
  const options = describeOptions(command);
  const { raw, faults, isUnknown } = parseText(
    options,
    await quoteOwnNames(deps, target, { options, text: request.text }),
  );
  takePictures(options, (request.files ?? []).map(attachedImage), { raw, faults });
  const isShort = options.some(({ name, required }) => required && raw[name] === undefined);
  if (isShort && faults.length === 0) {
    const begun = beginForm(command, raw);
    if ('given' in begun) {
      const shown = { command, raw: begun.given };
      const isOpen = triggerId !== undefined && (await openCommandForm(deps, target, { ...shown, triggerId }));
      return isOpen === true ? undefined : deps.slack.replyEphemeral(target, isOpen || howTo(command));
    }
    faults.push(...begun.faults);
  }
  const line = `${platforms.slack.typed(command.name)} ${typedPeople(request.text)}`;
  const untyped = picturesInWords(request.files?.length ?? 0);
  const typed = request.text.trim() === '' ? undefined : { line, untyped };
  await run(deps, { command, target, key, memberName, installUrl, raw, faults, isUnknown, typed });
}

/** What was typed stands in the form, all of it, or is refused before it opens: a field that is empty would make something else. */
function beginForm(command: Command, raw: Record<string, unknown>): ReturnType<typeof checkGiven> {
  const checked = checkGiven(command, raw);
  if ('faults' in checked) return checked;
  const isLong = (field: Field) =>
    field.type === 'text' && field.suggests && String(checked.given[field.name] ?? '').length > slackLimits.optionValue;
  const long = describeOptions(command).filter(isLong);
  return long.length === 0
    ? checked
    : { faults: long.map(({ label }) => `${label} is longer than a form takes: type the rest in the same line`) };
}

/** Alone after a command, so that nobody pays for a picture of “help”; in quotes it is a prompt like any other. */
const asksHow = ({ text, files = [] }: TypedRequest) =>
  files.length === 0 && /^(?:help|\?|-h|(?:--|[—–]-?)help)$/i.test(text.trim());

function usageCard(command: Command): Card {
  const takesWords = mainOption(describeOptions(command))?.type === 'text';
  const word = takesWords
    ? [['For the word itself, put it in quotes: ', { code: `${platforms.slack.typed(command.name)} "help"` }, '.']]
    : [];
  const { line, flags } = usageLines(command);
  return {
    tone: 'notice',
    title: `How to type ${platforms.slack.typed(command.name)}`,
    blocks: [
      words(
        command.description,
        ['Like this: ', { code: line }],
        ...flags.map(({ flag, description }) => [{ code: flag }, `: ${description}`]),
        ...word,
      ),
      note('Nothing was made and nothing was taken.'),
    ],
  };
}

/** A command with its options, typed or from a form. */
export async function run(
  deps: BotsDeps,
  {
    command,
    faults = [],
    isUnknown,
    raw,
    typed,
    ...request
  }: AskedAt & {
    command: Command;
    raw: Record<string, unknown>;
    faults?: string[];
    isUnknown?: true | undefined;
    /** The whole line, if it was typed. */
    typed?: TypedLine | undefined;
  },
): Promise<void> {
  const read = async () => {
    if (faults.length > 0) throw notRead(command, { faults, isUnknown });
    return lookUp(deps, request.target, raw);
  };
  const act = actOf(deps.intents, {
    ...{ type: 'command', command, raw: read, given: raw, typed },
  });
  await carryOut(deps, act, { ...request, kind: 'message' });
}

/** The list of all options helps whoever used one that there is not; a wrong value has its own sentence. */
export const notRead = (
  command: Command,
  { faults, isUnknown }: Pick<ParsedText, 'faults'> & { isUnknown?: true | undefined },
) =>
  isUnknown
    ? badOptions(faults, `Like this: ${usageLine(command)}`, command.refused)
    : badValues(faults, undefined, command.refused);

/** Who asked, where, and by which of Slack's requests. */
export interface AskedAt {
  target: SlackTarget;
  key: string;
  memberName?: string | undefined;
  messageId?: string;
  /** Where this workspace can install us, if that is known. */
  installUrl?: string | undefined;
}

/** `kind`: how it is answered, see replyTo. */
export async function carryOut(
  deps: Deps,
  { name, answer, isPrivate, run: work, givingBack }: Act,
  { kind, ...request }: AskedAt & { kind: Parameters<typeof replyTo>[2] },
): Promise<void> {
  const { target, messageId } = request;
  const reply = replyTo(deps, messageId === undefined ? target : { ...target, messageId }, kind);
  await dispatch(deps, { name, ask: askOf(deps, request), reply, answer, isPrivate, givingBack }, work);
}

export const howTo = (command: Command): Card => ({
  tone: 'notice',
  title: 'Tell me more',
  blocks: [
    words(`${command.refused ?? 'Nothing was made and nothing was taken.'} Like this:`, { code: usageLine(command) }),
  ],
});
