/** A table whose rows keep somebody's words: each readable column, and the one beside it that holds the same words sealed. */
export interface SealedTable {
  table: string;
  words: ReadonlyArray<{
    readable: string;
    sealed: string;
    /** By which the value is looked up: the column, what kind of value it is to lookup.ts, and SQL for the value; without it the words in lower case. */
    hash?: { column: string; kind: string; of?: string };
    /** SQL for which rows hold anybody's words; all that are not empty, if omitted. */
    only?: string;
    /** What the readable column holds afterwards; nothing, but no null, if omitted. */
    becomes?: 'NULL';
    /** SQL for what else is set, as long as the words can be read. */
    also?: string;
  }>;
  /** They are ids of people, or came with them: sealed once all processes know how to read them (sealing.ts). */
  withIds?: true;
  /** SQL for the owner of a row `t`: an account's id, else an identity's, else a workspace's. */
  userId?: string;
  identityId?: string;
  workspaceId?: string;
}

const person = [
  { readable: 'name', sealed: 'name_sealed' },
  { readable: 'avatar_url', sealed: 'avatar_url_sealed' },
  { readable: 'place_name', sealed: 'place_name_sealed' },
];

export const sealedTables: readonly SealedTable[] = [
  {
    table: 'generations',
    words: [{ readable: 'prompt', sealed: 'prompt_sealed' }],
    userId: 't.user_id',
    identityId: 't.identity_id',
  },
  {
    table: 'assets',
    words: [{ readable: 'title', sealed: 'title_sealed' }],
    userId: 't.user_id',
  },
  {
    table: 'projects',
    words: [
      { readable: 'name', sealed: 'name_sealed', hash: { column: 'name_hash', kind: 'project' } },
      { readable: 'style', sealed: 'style_sealed' },
    ],
    userId: 't.user_id',
  },
  {
    table: 'gifts',
    words: [
      { readable: 'from_name', sealed: 'from_name_sealed' },
      { readable: 'message', sealed: 'message_sealed' },
    ],
    identityId: 't.from_identity_id',
  },
  {
    table: 'gifts',
    words: [{ readable: 'to_name', sealed: 'to_name_sealed' }],
    identityId: 't.to_identity_id',
  },
  {
    table: 'identities',
    words: [
      {
        ...{ readable: 'external_id', sealed: 'external_id_sealed', becomes: 'NULL' },
        // An erased person's row has its own id there.
        only: "t.external_id <> 'erased:' || t.id",
        // As chatUserHash of core/accounts/chat-id.ts has it.
        hash: {
          ...{ column: 'external_id_hash', kind: 'chat user' },
          of: "t.platform || ':' || t.team_id || ':' || t.external_id",
        },
        also: 'chat_account_at = coalesce(t.chat_account_at, chat_account_at(t.platform, t.external_id))',
      },
    ],
    withIds: true,
    userId: 't.user_id',
    identityId: 't.id',
  },
  { table: 'identities', words: person, userId: 't.user_id', identityId: 't.id' },
  { table: 'link_requests', words: person, identityId: 't.identity_id' },
  {
    table: 'pay_requests',
    words: [{ readable: 'place_name', sealed: 'place_name_sealed' }],
    identityId: 't.identity_id',
  },
  {
    table: 'workspaces',
    words: [
      {
        ...{ readable: 'name', sealed: 'name_sealed' },
        hash: { column: 'name_hash', kind: 'workspace name', of: 't.name' },
      },
    ],
    withIds: true,
    workspaceId: 't.id',
  },
  {
    table: 'team_access',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    withIds: true,
    workspaceId: 't.workspace_id',
  },
  {
    table: 'team_members',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    withIds: true,
    identityId: 't.identity_id',
  },
];
