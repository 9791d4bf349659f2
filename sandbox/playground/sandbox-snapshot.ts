import type { Fault, FaultAction } from '#sandbox/kit/faults.ts';
import { specialPrompts } from '#sandbox/replicate/special-prompts.ts';
import { faultMenu, type StandInName } from './fault-menu.ts';
import type { StandIns } from './stand-ins.ts';

export interface SandboxSnapshot {
  /** How far the stand-ins' clock is ahead of this machine's. */
  aheadMs: number;
  links: ReadonlyArray<{ label: string; url: string }>;
  menu: Array<{ id: string; standIn: StandInName; label: string }>;
  /** The faults that have not struck yet. */
  faults: Array<{ standIn: StandInName; text: string }>;
  specialPrompts: Record<string, string>;
  /** Whether the bot is connected to Discord's gateway. */
  gatewayConnections: number;
  discord: {
    people: Array<{ id: string; name: string; closedDms: boolean }>;
    guilds: Array<{
      id: string;
      name: string;
      botIsMember: boolean;
      channels: Array<{ id: string; name: string; canPost: boolean }>;
    }>;
  };
  slack: Array<{ id: string; name: string; installed: boolean; people: Array<{ id: string; name: string }> }>;
}

export function sandboxSnapshot(
  standIns: StandIns,
  links: SandboxSnapshot['links'],
  closedDms: ReadonlySet<string>,
): SandboxSnapshot {
  const { discord, slack, replicate, stripe, mail } = standIns;
  const named = { Replicate: replicate, Discord: discord, Slack: slack, Stripe: stripe, Mail: mail };
  return {
    aheadMs: Math.max(0, discord.clock.now() - Date.now()),
    links,
    menu: faultMenu.map(({ id, standIn, label }) => ({ id, standIn, label })),
    faults: (Object.keys(named) as StandInName[]).flatMap((standIn) =>
      named[standIn].faults.list().map((fault) => ({ standIn, text: describe(fault) })),
    ),
    specialPrompts,
    gatewayConnections: discord.people.gatewayConnections(),
    discord: {
      people: discord.people.users.map(({ id, global_name, username }) => ({
        id,
        name: global_name ?? username,
        closedDms: closedDms.has(id),
      })),
      guilds: discord.people.guilds.map(({ id, name, botIsMember, channels }) => ({
        id,
        name,
        botIsMember,
        channels: [...channels],
      })),
    },
    slack: slack.people.workspaces.map(({ id, name, installed, users }) => ({
      id,
      name,
      installed,
      people: users.map((user) => ({ id: user.id, name: user.realName })),
    })),
  };
}

/** By the label it was added under, or in plain words if something else added it. */
function describe(fault: Fault): string {
  const known = faultMenu.find((each) => each.fault.on === fault.on && each.fault.do === fault.do);
  return known?.label ?? `${words(fault.do)} on ${String(fault.on)}`;
}

const words = (action: FaultAction) => (action.type === 'answer' ? `answer ${action.status}` : action.type);
