import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import { faultMenu } from './fault-menu.ts';
import type { ActionsFor, sandboxRequests } from './requests.ts';
import type { StandIns } from './stand-ins.ts';

export type SandboxActions = ReturnType<typeof createSandboxActions>;

/** The drawer's actions on the sandbox itself. `forget` clears what the playground remembers of it. */
export function createSandboxActions(standIns: StandIns, forget: () => void) {
  const { discord, slack, replicate, stripe, mail } = standIns;
  const all = [discord, slack, replicate, stripe, mail];
  const byName = { Replicate: replicate, Discord: discord, Slack: slack, Stripe: stripe, Mail: mail };
  return {
    'move-clock'({ ms }) {
      // Stand-ins may share one clock, which must move only once.
      for (const clock of new Set(all.map((each) => each.clock))) clock.advance(ms);
    },
    'add-fault'({ faultId }) {
      const chosen = faultMenu.find(({ id }) => id === faultId);
      if (!chosen) throw new Error(`There is no fault "${faultId}" in the menu.`);
      byName[chosen.standIn].faults.add(chosen.fault);
    },
    'clear-faults'() {
      for (const each of all) each.faults.clear();
    },
    credit: ({ dollars }) => replicate.setCredit(dollars ?? Number.POSITIVE_INFINITY),
    async reset() {
      const slackCommands = slack.people.commands(slack.workspaces.find(({ installed }) => installed)?.teamId ?? '');
      const discordCommands = discord.people.commands();
      // Stripe's objects stay: the app's ledger refers to them.
      for (const each of all) if (each !== stripe) each.reset();
      forget();
      // The app registers its commands when it starts, and it is running: a reset is for the chats, not for the app.
      if (slackCommands.length > 0) slack.people.setCommands([...slackCommands]);
      await registerAgain(discord, discordCommands);
    },
  } satisfies ActionsFor<typeof sandboxRequests>;
}

async function registerAgain(discord: DiscordStandIn, commands: ReturnType<DiscordStandIn['people']['commands']>) {
  if (commands.length === 0) return;
  const answer = await fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(commands),
  });
  if (!answer.ok) throw new Error(`The commands could not be registered again: Discord answered ${answer.status}.`);
}
