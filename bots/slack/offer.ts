import type { Button } from '@slack/web-api';
import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { cut } from '#core/chat/cut.ts';
import { slackLimits } from '#core/chat/slack/limits.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { priceOf } from '#core/models/plan.ts';
import { credits } from '#core/words.ts';
import { type Command, describeOptions } from '../define-command.ts';
import { checkOptions } from '../parse-options.ts';
import type { SlackTarget } from './answer.ts';
import { parseText } from './parse-text.ts';
import { usageLine } from './usage.ts';

/** The button's action; what was written is its value, so that nothing of it is kept by us. */
export const offerAction = 'make-what-was-written';

/** Offers to make what somebody wrote to us, with its price. It may be no request at all: "thanks!". */
export async function offer(
  deps: Deps,
  target: SlackTarget,
  { command, written }: { command: Command; written: string },
) {
  const price = priceIfMade(command, written);
  if (price === undefined || written.length > slackLimits.buttonValue)
    return deps.slack.replyEphemeral(target, howToAsk(command));
  const { text: summary, blocks } = renderSlack(offerCard(written));
  const button: Button = {
    type: 'button',
    action_id: offerAction,
    value: written,
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

/** Undefined if it cannot be made as it is written. */
function priceIfMade(command: Command, written: string): number | undefined {
  const { raw, faults } = parseText(describeOptions(command), written);
  const checked = checkOptions(command, raw);
  if (faults.length > 0 || !('values' in checked)) return undefined;
  const { model = defaultModel.name, count } = checked.values as { model?: string; count: number };
  const found = findImageModel(model);
  return found && priceOf(found, count);
}

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
