import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';

/** Where a workspace installs UPixel, on the bots' own address. */
export const installPath = '/slack/install';

/**
 * Whether we have a token of the workspace that a request came from; if not, the person is told how to install. We have none if the app was removed,
 * as Slack sends requests all the same, or if a whole organization installed: that gives no workspace token.
 * @param installUrl where this workspace can install us, if that is known
 */
export async function isInstalled(
  deps: Pick<Deps, 'slack' | 'slackTokens' | 'log'>,
  target: StatusTarget,
  installUrl: string | undefined,
): Promise<boolean> {
  try {
    if ((await deps.slackTokens.tokenFor(target.workspaceId)) !== undefined) return true;
  } catch {
    return true; // Unknown: the next call fails as well, and says so.
  }
  deps.log.warn('asked from a slack workspace that has not installed us');
  await deps.slack.replyEphemeral(target, notInstalled(installUrl));
  return false;
}

const notInstalled = (installUrl: string | undefined): Card => ({
  tone: 'notice',
  title: 'UPixel is not installed in this workspace',
  blocks: [
    text(
      'Nothing was made and nothing was taken. Each workspace installs UPixel by itself; an install for a whole organization is not enough.',
      installUrl === undefined
        ? `Whoever may install apps here does it at the address of UPixel’s bots, under ${installPath}.`
        : ['Whoever may install apps here does it at ', { link: installUrl, url: installUrl }, '.'],
    ),
  ],
});
