import type { Text } from '#core/chat/card/text.ts';
import type { Deps } from '#core/deps.ts';
import type { SlackTarget } from './answer.ts';
import { installPath } from './installed.ts';
import { botScopes } from './manifest.ts';

/**
 * Which scopes the workspace's install lacks, as Slack answers now: with each answer it tells those of the token (`x-oauth-scopes`,
 * https://docs.slack.dev/authentication/installing-with-oauth).
 */
export async function shortcomings(
  { slack, log }: Pick<Deps, 'slack' | 'log'>,
  { workspaceId }: Pick<SlackTarget, 'workspaceId'>,
): Promise<Text[]> {
  const given = await slack
    .withClient(workspaceId, (client) => client.auth.test())
    .then((answer) => answer?.response_metadata?.scopes)
    .catch((err: unknown) => void log.warn({ err }, 'slack did not tell the scopes of an install'));
  if (given === undefined) return ['Which scopes are missing I cannot tell: Slack does not answer me.', channels];
  const missing = botScopes.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return ['No scope is missing.', channels];
  return [
    `This install lacks: ${missing.join(', ')}. Whoever may install apps here installs UPixel once more, at the address of its bots under ${installPath}; nothing is lost by it.`,
    channels,
  ];
}

const channels =
  'Whether I may post in a channel Slack tells me only when I try: public ones I join by myself, into private ones somebody invites me.';
