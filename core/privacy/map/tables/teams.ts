import {
  byIdentity,
  byWorkspace,
  deletedTable,
  emptiedTable,
  leadsNowhere,
  toNothing,
  toNull,
} from '../define-table.ts';
import { asLongAsAccount } from '../terms.ts';

const teams = { purpose: 'teams', law: 'contract', kept: asLongAsAccount } as const;
const uninstalled = {
  ...teams,
  kept: { until: '30 days after the server or workspace removed UPixel', endedBy: 'the daily retention run' },
} as const;

/** The workspace’s own data can be erased while UPixel works there. */
const whileInstalled = {
  does: 'keep',
  why: 'without it UPixel cannot answer there; it goes when UPixel is removed',
} as const;

export const teamTables = {
  workspaces: emptiedTable({
    about: 'a Discord server or a Slack workspace that installed UPixel',
    ...uninstalled,
    people: { owner: [{ column: 'id', owner: 'workspace' }] },
    columns: {
      id: 'technical',
      platform: 'technical',
      external_id: { of: 'owner', what: 'its id in the chat', erasure: whileInstalled },
      external_id_hash: {
        of: 'owner',
        what: 'keyed hash of its id in the chat',
        secret: true,
        erasure: whileInstalled,
      },
      external_id_sealed: {
        ...{ of: 'owner', what: 'its id in the chat, sealed anew', seals: 'external_id' },
        erasure: whileInstalled,
      },
      name: { of: 'owner', what: 'its name', erasure: toNothing },
      name_sealed: { of: 'owner', what: 'its name, sealed', seals: 'name', erasure: toNull },
      name_hash: { of: 'owner', what: 'keyed hash of its name', erasure: toNull },
      bot_user_id: { of: 'owner', what: 'the bot’s id there', erasure: whileInstalled },
      bot_token: { of: 'owner', what: 'the bot’s token, sealed', secret: true, erasure: whileInstalled },
      scopes: 'technical',
      installed_at: 'technical',
      uninstalled_at: 'technical',
      first_installed_at: 'technical',
      welcomed_at: 'technical',
      blocked_at: {
        ...{ of: 'owner', what: 'whether an operator blocked it' },
        erasure: { does: 'keep', why: 'an erasure lifts no block' },
      },
      blocked_until: {
        ...{ of: 'owner', what: 'when that ends' },
        erasure: { does: 'keep', why: 'an erasure lifts no block' },
      },
      wallet_id: { of: 'owner', what: 'its wallet', erasure: toNull },
      member_cap: { of: 'owner', what: 'what one member may spend of it in a month', erasure: toNull },
      guests_may_spend: { of: 'owner', what: 'whether guests may use it', erasure: { does: 'empty', to: 'false' } },
    },
  }),
  team_access: deletedTable({
    about: 'a role or user group that may use a team’s wallet',
    ...uninstalled,
    people: { owner: [byWorkspace] },
    columns: {
      workspace_id: 'technical',
      group_id: { what: 'the chat’s id of it' },
      name: { what: 'its name' },
      name_sealed: { what: 'its name, sealed', seals: 'name' },
    },
  }),
  team_members: emptiedTable({
    about: 'a person whose requests a team paid, or who manages it',
    ...teams,
    people: { owner: [byIdentity] },
    columns: {
      workspace_id: 'technical',
      identity_id: { of: 'owner', what: 'the person', erasure: leadsNowhere },
      name: { of: 'owner', what: 'their name in the chat', erasure: toNothing },
      name_sealed: { of: 'owner', what: 'their name, sealed', seals: 'name', erasure: toNull },
      managed_at: { of: 'owner', what: 'when the chat last said that they manage it', erasure: toNull },
    },
  }),
};
