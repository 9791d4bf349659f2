import type { Card } from '#core/chat/card.ts';
import type { Spot } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';

/** Where a workspace installs UPixel, on the bots' own address. */
export const installPath = '/slack/install';

/**
 * Whether we have a token of the workspace that a request came from; where not, the person is told how to install. So it is where it
 * was removed, where Slack sends requests all the same, and where a whole organization installed: that gives no token of a workspace.
 * @param installUrl where this workspace can install us, as far as that is known
 */
export async function isInstalled(
  deps: Pick<Deps, 'slack' | 'slackTokens' | 'log'>,
  spot: Spot,
  installUrl: string | undefined,
): Promise<boolean> {
  try {
    if ((await deps.slackTokens.tokenFor(spot.teamId)) !== undefined) return true;
  } catch {
    return true; // Not known: what comes next fails as well, and says so.
  }
  deps.log.warn({ teamId: spot.teamId }, 'asked from a slack workspace that has not installed us');
  await deps.slack.whisper(spot, notInstalled(installUrl));
  return false;
}

const notInstalled = (installUrl: string | undefined): Card => ({
  tone: 'notice',
  title: 'UPixel is not installed in this workspace',
  lines: [
    'Nothing was made and nothing was taken. Each workspace installs UPixel by itself; an install for a whole organization is not enough.',
    installUrl === undefined
      ? `Whoever may install apps here does it at the address of UPixel’s bots, under ${installPath}.`
      : ['Whoever may install apps here does it at ', { link: installUrl, url: installUrl }, '.'],
  ],
  private: true,
});
