import type { Config } from '../../config.ts';
import type { Database } from '../../database/client.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Logger } from '../../log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Seal } from '../../seal.ts';
import { openOrNothing } from '../../sealed.ts';
import { isPlace } from '../place-hash.ts';

/** Tokens of the teams that installed UPixel, or SLACK_BOT_TOKEN for the one workspace it belongs to. */
export interface SlackTokens {
  /** The bot's token for a team; undefined if UPixel is not installed. */
  tokenFor(teamId: string): Promise<string | undefined>;
  /** To be called after an install or its end, or if Slack refused the token: the next call reads it again. */
  forget(teamId: string): void;
}

/** How long another process may keep using a token after it was replaced. */
const keepMs = 60_000;
/** Maximum number of teams remembered, so that memory stays bounded. */
const mostTeams = 5_000;

export function createSlackTokens(
  deps: { db: Database; keys: Keys; seal: Seal; log: Logger; metrics: Metrics; now?: () => number },
  settings: Pick<Config['slack'], 'botToken'>,
): SlackTokens {
  const now = deps.now ?? (() => performance.now()); // a monotonic clock
  const known = new Map<string, { token: string; readAt: number }>();

  async function read(teamId: string): Promise<string | undefined> {
    const workspace = await deps.db.workspace.findFirst({
      where: await isPlace(deps, { platform: 'slack', externalId: teamId }),
      select: { botToken: true, uninstalledAt: true },
    });
    if (!workspace?.botToken || workspace.uninstalledAt) return undefined;
    return openOrNothing(deps, workspace.botToken, 'a bot token');
  }

  return {
    async tokenFor(teamId) {
      if (settings.botToken !== undefined) return settings.botToken;
      const before = known.get(teamId);
      if (before && now() - before.readAt < keepMs) return before.token;
      const token = await read(teamId);
      if (known.size >= mostTeams) known.clear();
      // A missing team may install at any moment, perhaps in another process, so its absence is not remembered.
      if (token === undefined) known.delete(teamId);
      else known.set(teamId, { token, readAt: now() });
      return token;
    },
    forget: (teamId) => void known.delete(teamId),
  };
}
