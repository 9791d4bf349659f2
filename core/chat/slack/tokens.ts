import type { Config } from '../../config.ts';
import type { Deps } from '../../deps.ts';

/** Finds the bot token of a workspace. */
export interface SlackTokens {
  /** Undefined where UPixel is not installed, or no longer. */
  tokenFor(teamId: string): Promise<string | undefined>;
  /** After an install or an uninstall. */
  forget(teamId: string): void;
}

/** Long enough to spare nearly every look-up, short enough for an uninstall in another process to be noticed. */
const keepMs = 60_000;

export function createSlackTokens(deps: Pick<Deps, 'db' | 'seal'>, settings: Config['slack']): SlackTokens {
  const known = new Map<string, { token: string | undefined; until: number }>();

  async function read(teamId: string): Promise<string | undefined> {
    const row = await deps.db.workspace.findUnique({
      where: { platform_externalId: { platform: 'slack', externalId: teamId } },
      select: { botToken: true, uninstalledAt: true },
    });
    return row?.botToken && !row.uninstalledAt ? deps.seal.open(row.botToken) : undefined;
  }

  return {
    async tokenFor(teamId) {
      if (settings.botToken) return settings.botToken;
      const hit = known.get(teamId);
      if (hit && hit.until > Date.now()) return hit.token;
      const token = await read(teamId);
      known.set(teamId, { token, until: Date.now() + keepMs });
      return token;
    },
    forget: (teamId) => void known.delete(teamId),
  };
}
