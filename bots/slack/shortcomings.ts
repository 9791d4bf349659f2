import type { Text } from '#core/chat/card/text.ts';
import type { Deps } from '#core/deps.ts';
import { installPath } from './installed.ts';
import { botScopes } from './manifest.ts';

/**
 * Which scopes the workspace's install lacks, as Slack answers now: with each answer it tells those of the token (`x-oauth-scopes`,
 * https://docs.slack.dev/authentication/installing-with-oauth).
 */
export async function shortcomings(
  { slack, config, log }: Pick<Deps, 'slack' | 'config' | 'log'>,
  { workspaceId, installUrl }: { workspaceId: string; installUrl: string | undefined },
): Promise<Text[]> {
  const given = await slack
    .withClient(workspaceId, (client) => client.auth.test())
    .then((answer) => answer?.response_metadata?.scopes)
    .catch((err: unknown) => void log.warn({ err }, 'slack did not tell the scopes of an install'));
  if (given === undefined) return ['Which scopes are missing I cannot tell: Slack does not answer me.', channels];
  const missing = botScopes.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return ['No scope is missing.', channels];
  const lacks = `This install lacks: ${missing.join(', ')}. `;
  // With a token in the settings nothing is installed by a page of ours.
  if (config.slack.botToken !== undefined)
    return [`${lacks}Whoever runs UPixel adds them in the app’s settings, and installs it there once more.`, channels];
  const page =
    installUrl === undefined ? `the address of its bots under ${installPath}` : { link: installUrl, url: installUrl };
  return [[lacks, 'Whoever may install apps here does it once more at ', page, '; nothing is lost by it.'], channels];
}

const channels =
  'Whether I may post in a channel Slack tells me only when I try: public ones I join by myself, into private ones somebody invites me.';
