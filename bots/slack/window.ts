import type { ModalView } from '@slack/web-api';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { slackError } from '#core/chat/slack/errors.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import type { Answer } from '../answer.ts';
import type { Reply } from '../dispatch.ts';
import { replyTo, type SlackTarget } from './answer.ts';

type WindowDeps = Pick<Deps, 'slack' | 'slackTokens' | 'log'>;

/**
 * How dispatch answers a press where there is no channel: in a window. What is made comes into the person's direct messages, the target's channel;
 * so does the answer if the window did not open, or was closed meanwhile. `end`: says so in the window, if nothing else was said there.
 */
export function replyInWindow(
  deps: WindowDeps,
  target: SlackTarget,
  { windowId, answer }: { windowId: string | undefined; answer: Answer },
): { reply: Reply; end(): Promise<void> } {
  const directly = replyTo(deps, target, 'message');
  let isAnswered = false;
  const toPerson = async (card: Card) => {
    isAnswered = true;
    if (windowId === undefined || !(await update(deps, target, { windowId, card }))) await directly.show(card);
  };
  return {
    reply: {
      ...directly,
      replyEphemeral: toPerson,
      addEphemeral: async (card) => void (await directly.show(card)),
      async show(card) {
        if (answer === 'channel') return directly.show(card);
        await toPerson(card);
        return {};
      },
    },
    async end() {
      if (!isAnswered) await toPerson(inMessages).catch((err) => deps.log.warn({ err }, 'a notice was not shown'));
    },
  };
}

/**
 * Opens a window to answer in, at once: the trigger of a press is good for 3 s (https://docs.slack.dev/surfaces/modals). Undefined if Slack did not
 * open it.
 */
export async function openWindow(
  { slack, log }: WindowDeps,
  { teamId, trigger_id }: { teamId: string; trigger_id: string },
): Promise<string | undefined> {
  try {
    const view = windowOf(oneMoment);
    const opened = await slack.withClient(teamId, (client) => client.views.open({ trigger_id, view }));
    return opened?.view?.id;
  } catch (err) {
    log.warn({ err }, 'slack did not open the window');
    return undefined;
  }
}

/** False if the person has closed it. */
async function update(
  { slack }: WindowDeps,
  target: SlackTarget,
  { windowId, card }: { windowId: string; card: Card },
): Promise<boolean> {
  try {
    const change = { view_id: windowId, view: windowOf(card) };
    return (await slack.withClient(target.workspaceId, (client) => client.views.update(change))) !== undefined;
  } catch (error) {
    if (slackError(error) === 'not_found') return false;
    throw error;
  }
}

const windowOf = (card: Card): ModalView => ({
  type: 'modal',
  callback_id: 'window',
  title: { type: 'plain_text', text: 'UPixel' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: renderSlack(card, 'view').blocks,
});

const oneMoment: Card = { tone: 'working', title: 'One moment…', blocks: [] };

const inMessages: Card = {
  tone: 'notice',
  title: 'It comes in our direct messages',
  blocks: [text('Close this, and open the Messages tab.')],
};
