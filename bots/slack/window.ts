import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/web-api';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { isUnclear, slackError } from '#core/chat/slack/errors.ts';
import { plainIfRefused } from '#core/chat/slack/plain-if-refused.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import type { Answer } from '../answer.ts';
import type { Reply } from '../dispatch.ts';
import { replyTo, type SlackTarget } from './answer.ts';

type WindowDeps = Pick<Deps, 'slack' | 'slackTokens' | 'log'>;

/** A window of ours, by Slack's id of it, or by our own. */
export type WindowId = { view_id: string } | { external_id: string };

/**
 * How dispatch answers a press where there is no channel: in a window. What is made comes into the person's direct messages, the target's channel;
 * so does the answer if the window did not open, or was closed meanwhile. `end`: says so in the window, if nothing else was said there.
 */
export function replyInWindow(
  deps: WindowDeps,
  target: SlackTarget,
  { window, answer }: { window: WindowId | undefined; answer: Answer },
): { reply: Reply; end(): Promise<void> } {
  const directly = replyTo(deps, target, 'message');
  let isAnswered = false;
  const toPerson = async (card: Card) => {
    isAnswered = true;
    if (window === undefined || !(await update(deps, target.workspaceId, { window, card }))) await directly.show(card);
  };
  return {
    reply: {
      ...directly,
      replyEphemeral: toPerson,
      addEphemeral: async (card) => void (await directly.show(card)),
      // The window is open already.
      leave: () => toPerson(askedAlready),
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

/** Nothing more will be said in it: what is to be said comes into the person's direct messages. Never fails. */
export async function leaveWindow(deps: WindowDeps, teamId: string, window: WindowId): Promise<void> {
  await update(deps, teamId, { window, card: inMessages }).catch((err) =>
    deps.log.warn({ err }, 'a notice was not shown'),
  );
}

/**
 * Opens a window to answer in, at once: the trigger of a press is good for 3 s (https://docs.slack.dev/surfaces/modals). Undefined if Slack did not
 * open it. `push`: over a window that is open. It has an id of ours: if Slack's answer is lost, it may be open all the same.
 */
export async function openWindow(
  { slack, log }: WindowDeps,
  { teamId, trigger_id, on = 'open' }: { teamId: string; trigger_id: string; on?: 'open' | 'push' | undefined },
): Promise<WindowId | undefined> {
  const window = { external_id: randomUUID() };
  try {
    const view = { ...windowOf(oneMoment), ...window };
    const opened = await slack.withClient(teamId, (client) =>
      on === 'push' ? client.views.push({ trigger_id, view }) : client.views.open({ trigger_id, view }),
    );
    return opened && window;
  } catch (err) {
    log.warn({ err }, 'slack did not open the window');
    return isUnclear(err) ? window : undefined;
  }
}

/** False if the person has closed it. */
async function update(
  { slack }: WindowDeps,
  teamId: string,
  { window, card }: { window: WindowId; card: Card },
): Promise<boolean> {
  try {
    const ofView = 'external_id' in window ? window : {};
    const changed = await slack.withClient(teamId, (client) =>
      plainIfRefused(card, (words) => client.views.update({ ...window, view: { ...windowOf(words), ...ofView } })),
    );
    return changed !== undefined;
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
  blocks: renderSlack(card, 'modal').blocks,
});

const oneMoment: Card = { tone: 'working', title: 'One moment…', blocks: [] };

const askedAlready: Card = {
  tone: 'notice',
  title: 'I have just asked you that',
  blocks: [text('Close this: the question is in what came a moment ago.')],
};

const inMessages: Card = {
  tone: 'notice',
  title: 'It comes in our direct messages',
  blocks: [text('Close this, and open the Messages tab.')],
};
