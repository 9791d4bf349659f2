import type { Button } from '@slack/web-api';
import { z } from 'zod';
import { findGuest } from '#core/accounts/identify.ts';
import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { cut } from '#core/chat/cut.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { priceOf } from '#core/models/plan.ts';
import { credits } from '#core/words.ts';
import { fromAnotherVersion } from '../another-version.ts';
import { findCommand } from '../commands/index.ts';
import { type Command, describeOptions } from '../define-command.ts';
import { checkOptions } from '../parse-options.ts';
import { usualFor } from '../usual.ts';
import { askerOf, type SlackTarget } from './answer.ts';
import { teamOf } from './ask.ts';
import { mainOption, parseText } from './parse-text.ts';
import { usageLine } from './usage.ts';

/** The button's action; the price and what was written are its value, so that nothing of it is kept by us. */
export const offerAction = 'make-what-was-written';

/** Offers to make what somebody wrote to us, with its price. It may be no request at all: "thanks!". */
export async function offer(
  deps: Deps,
  target: SlackTarget,
  { command, written }: { command: Command; written: string },
) {
  if (written === '' || findCommand(written.toLowerCase())) return deps.slack.replyEphemeral(target, howToAsk(command));
  const main = mainOption(describeOptions(command));
  const most = main?.type === 'text' ? main.max : undefined;
  if (most !== undefined && written.length > most) return deps.slack.replyEphemeral(target, tooLong(most));
  const price = await priceIfMade(deps, target, { command, written });
  const value = JSON.stringify({ price, written });
  if (price === undefined || value.length > slackLimits.buttonValue)
    return deps.slack.replyEphemeral(target, howToAsk(command));
  const { text: summary, blocks } = renderSlack(offerCard(written));
  const button: Button = {
    type: 'button',
    action_id: offerAction,
    value,
    style: 'primary',
    text: { type: 'plain_text', text: `Make it · ${credits(price)}` },
  };
  await deps.slack.withClient(target.workspaceId, (client) =>
    client.chat.postEphemeral({
      channel: target.channelId,
      user: target.userId,
      text: summary,
      blocks: [...blocks, { type: 'actions', elements: [button] }],
    }),
  );
}

const offered = z.object({ price: z.int(), written: z.string() });

function readOffered(value: string): z.output<typeof offered> {
  try {
    return offered.parse(JSON.parse(value));
  } catch {
    throw fromAnotherVersion('button');
  }
}

/** What somebody agreed to by the press, if it costs today what it said; else it is offered anew. @throws Failure unknown_button */
export async function agreed(
  deps: Deps,
  target: SlackTarget,
  { command, value }: { command: Command; value: string },
): Promise<string | undefined> {
  const { price, written } = readOffered(value);
  if ((await priceIfMade(deps, target, { command, written })) === price) return written;
  await offer(deps, target, { command, written });
  return undefined;
}

/** With the model that is usual for them, unless they name one. Undefined if it cannot be made as it is written. */
async function priceIfMade(
  deps: Deps,
  target: SlackTarget,
  { command, written }: { command: Command; written: string },
): Promise<number | undefined> {
  const { raw, faults } = parseText(describeOptions(command), written);
  const checked = checkOptions(command, raw);
  if (faults.length > 0 || !('values' in checked)) return undefined;
  const { model, count, size } = checked.values as { model?: string; count: number; size?: string };
  if (model !== undefined) return priceOfNamed(model, count, size);
  const place = { place: teamOf(deps, target), channelIds: [] };
  const usual = usualFor(await findGuest(deps, askerOf(target), place));
  return priceOf(findImageModel(usual.model) ?? defaultModel, count, size);
}

function priceOfNamed(name: string, count: number, size: string | undefined): number | undefined {
  const model = findImageModel(name);
  return model && priceOf(model, count, size);
}

const tooLong = (most: number): Card => ({
  tone: 'problem',
  title: 'That is too long',
  blocks: [
    text(
      `I take ${most.toLocaleString('en-US')} characters. Nothing was made and nothing was taken.`,
      'Say it in fewer words.',
    ),
  ],
});

const offerCard = (written: string): Card => ({
  tone: 'notice',
  title: 'Shall I make this?',
  blocks: [text(cut(written, 500)), note('What you write here costs nothing until you press.')],
});

const howToAsk = (command: Command): Card => ({
  tone: 'notice',
  title: 'I make images when you type a command',
  blocks: [
    text('What you write here costs nothing and makes nothing. Like this, here or in a channel:', {
      code: usageLine(command),
    }),
    note([{ command: 'imagine' }, ' alone opens a form, which takes a picture to start from, too.']),
  ],
});
