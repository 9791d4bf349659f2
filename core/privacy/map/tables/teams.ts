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
  place_rules: deletedTable({
    about: 'what those who manage a server or workspace want of UPixel there',
    ...uninstalled,
    people: { owner: [byWorkspace] },
    columns: {
      workspace_id: 'technical',
      channels: { what: 'whether images are made in all channels, in some, or in all but some' },
      adult: { what: 'what happens with adult content in age-restricted channels' },
      model: { what: 'the model of whoever names none' },
      daily_images: { what: 'how many images a member may ask for in a day' },
      managers_delete: { what: 'whether those who manage it may take away results' },
      updated_at: { what: 'when it was said last' },
    },
  }),
  place_channels: deletedTable({
    about: 'a channel in which images are made, or are not',
    ...uninstalled,
    people: { owner: [byWorkspace] },
    columns: {
      workspace_id: 'technical',
      channel_hash: { what: 'keyed hash of it', secret: true },
      channel_id: { what: 'the chat’s id of it' },
      channel_id_sealed: { what: 'the chat’s id of it, sealed', seals: 'channel_id' },
    },
  }),
  place_groups: deletedTable({
    about: 'a role or user group whose members may make images there',
    ...uninstalled,
    people: { owner: [byWorkspace] },
    columns: {
      workspace_id: 'technical',
      group_id: { what: 'the chat’s id of it' },
      name: { what: 'its name' },
      name_sealed: { what: 'its name, sealed', seals: 'name' },
    },
  }),
  place_blocks: deletedTable({
    about: 'a member whom those who manage a server or workspace keep from using UPixel there',
    ...uninstalled,
    people: { owner: [byIdentity, byWorkspace] },
    columns: { workspace_id: 'technical', identity_id: { what: 'the member' }, created_at: { what: 'since when' } },
  }),
  place_actions: deletedTable({
    about: 'what somebody did as one who manages a server or workspace',
    ...uninstalled,
    people: { owner: [byIdentity, byWorkspace] },
    columns: {
      id: 'technical',
      workspace_id: 'technical',
      identity_id: { what: 'who did it' },
      kind: { what: 'what it was' },
      generation_id: 'technical',
      created_at: { what: 'when' },
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
