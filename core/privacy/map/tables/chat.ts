import { byGeneration, byGenerationOfAsker, deletedTable, type Way } from '../define-table.ts';
import { asLongAsAccount } from '../terms.ts';

const chat = { purpose: 'chat', law: 'contract', kept: asLongAsAccount } as const;
const heldBy = (table: string, role = 'owner'): Way => ({ column: 'id', table, key: 'target_id', role });

export const chatTables = {
  deliveries: deletedTable({
    about: 'bringing a result to the place that asked for it',
    ...chat,
    people: { owner: [byGeneration, byGenerationOfAsker] },
    columns: {
      generation_id: 'technical',
      target_id: 'technical',
      message_id: { what: 'the chat’s id of the message' },
      status: 'technical',
      rung: 'technical',
      shown: { what: 'keyed hash of what the message says', secret: true },
      shown_at: 'technical',
      uploads: { what: 'the chat’s ids of the files' },
      attempts: 'technical',
      lease_until: 'technical',
      failures: 'technical',
      next_try_at: 'technical',
      asked_at: 'technical',
      status_closed: 'technical',
      rewrite_at: 'technical',
      delivered_at: 'technical',
      platform: 'technical',
      team_id: { what: 'no longer filled' },
      guild_id: { what: 'no longer filled' },
      channel_id: { what: 'no longer filled' },
      user_id: { what: 'no longer filled' },
      reply_token: { what: 'no longer filled', secret: true },
      reply_expires_at: 'technical',
      file_limit: 'technical',
      posted: { what: 'no longer filled' },
      earlier: { what: 'no longer filled' },
    },
  }),
  chat_messages: deletedTable({
    about: 'a message in chat that shows a result',
    ...chat,
    people: { owner: [byGeneration, byGenerationOfAsker] },
    columns: {
      target_id: 'technical',
      message_id: { what: 'the chat’s id of the message' },
      generation_id: 'technical',
      asset_ids: 'technical',
      uploads: { what: 'the chat’s ids of the files' },
      created_at: 'technical',
    },
  }),
  reply_targets: deletedTable({
    about: 'where in chat something is answered',
    ...chat,
    people: {
      owner: [
        heldBy('deliveries'),
        heldBy('chat_messages'),
        heldBy('link_requests'),
        heldBy('pay_requests'),
        heldBy('checkouts'),
        heldBy('gifts', 'party'),
      ],
    },
    columns: {
      id: 'technical',
      platform: 'technical',
      workspace_id: { what: 'the server or workspace' },
      channel_id: { what: 'the channel' },
      thread_id: { what: 'the thread' },
      user_id: { what: 'their id in the chat' },
      channel_id_sealed: { what: 'the channel, sealed', seals: 'channel_id' },
      thread_id_sealed: { what: 'the thread, sealed', seals: 'thread_id' },
      user_id_sealed: { what: 'their id in the chat, sealed', seals: 'user_id' },
      file_limit: 'technical',
      reply_token: { what: 'what the chat takes an answer by, sealed', secret: true },
      reply_expires_at: 'technical',
      created_at: 'technical',
    },
  }),
};
