import { Prisma } from '../../prisma/generated/client.ts';

/** What was sealed a version after the other: words and files; ids of people; names of accounts and the ids by which a chat signs in; ids of places. */
export const sealedKinds = ['words', 'ids', 'accounts', 'places'] as const;
export type SealedKind = (typeof sealedKinds)[number];

/** A table whose rows keep somebody's words: each readable column, and the one beside it that holds the same words sealed. */
export interface SealedTable {
  table: string;
  words: ReadonlyArray<{
    readable: string;
    sealed: string;
    /** By which the value is looked up: the column, what kind of value it is to lookup.ts, and SQL for the value; without it the words in lower case. */
    hash?: { column: string; kind: string; of?: string };
    /** Makes room if another row has the hash already (core/accounts/merge-twin.ts). */
    twins?: 'merged';
    /** What the readable column holds afterwards; nothing, but no null, if omitted. */
    becomes?: 'NULL';
    /** SQL for what else is set, as long as the words can be read. */
    also?: string;
  }>;
  /** SQL for which rows hold anybody's words; all that are not empty, if omitted. */
  only?: string;
  /** They came a version later: sealed once all processes know how to read them (sealing.ts). */
  since?: Exclude<SealedKind, 'words'>;
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

/** The id of a server or workspace, with its hash as placeHash of core/chat/place-hash.ts has it. */
const placeId = (column: string) => ({
  ...{ readable: column, sealed: `${column}_sealed` },
  hash: { column: `${column}_hash`, kind: 'place', of: `t.platform || ':' || t.${column}` },
});

/** Whoever asked, of a reply target `t`: what it belongs to says so. */
const ofRequest = (column: string) => `(SELECT g.${column} FROM generations g WHERE g.id IN (
    SELECT d.generation_id FROM deliveries d WHERE d.target_id = t.id
    UNION SELECT m.generation_id FROM chat_messages m WHERE m.target_id = t.id) LIMIT 1)`;
const ofRow = (table: string, column: string) =>
  `(SELECT o.${column} FROM ${table} o WHERE o.target_id = t.id LIMIT 1)`;
const targetUser = `coalesce(${ofRequest('user_id')}, ${ofRow('checkouts', 'user_id')})`;
const targetIdentity = `coalesce(${ofRequest('identity_id')}, ${ofRow('link_requests', 'identity_id')},
  ${ofRow('pay_requests', 'identity_id')}, ${ofRow('gifts', 'from_identity_id')})`;

export const sealedTables: readonly SealedTable[] = [
  {
    table: 'generations',
    words: [
      { readable: 'prompt', sealed: 'prompt_sealed' },
      { readable: 'negative_prompt', sealed: 'negative_prompt_sealed' },
      { readable: 'description', sealed: 'description_sealed' },
    ],
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
      { readable: 'notes', sealed: 'notes_sealed' },
    ],
    userId: 't.user_id',
  },
  {
    table: 'palettes',
    words: [
      { readable: 'name', sealed: 'name_sealed', hash: { column: 'name_hash', kind: 'palette' } },
      { readable: 'colour_names', sealed: 'colour_names_sealed' },
    ],
    userId: 't.user_id',
  },
  {
    table: 'api_keys',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    userId: 't.user_id',
  },
  {
    table: 'webhook_endpoints',
    words: [
      { readable: 'url', sealed: 'url_sealed' },
      { readable: 'secret', sealed: 'secret_sealed' },
      { readable: 'previous_secret', sealed: 'previous_secret_sealed' },
    ],
    userId: 't.user_id',
  },
  {
    table: 'reports',
    words: [{ readable: 'words', sealed: 'words_sealed' }],
    // Of somebody whom we do not know: with the key of the picture's owner (core/abuse/report.ts).
    userId: `CASE WHEN t.identity_id IS NULL THEN coalesce(t.user_id, (SELECT g.user_id FROM generations g WHERE g.id = t.generation_id)) ELSE t.user_id END`,
    identityId: 't.identity_id',
  },
  {
    table: 'shares',
    words: [{ readable: 'token', sealed: 'token_sealed' }],
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
        twins: 'merged',
        // As chatUserHash of core/accounts/chat-id.ts has it.
        hash: {
          ...{ column: 'external_id_hash', kind: 'chat user' },
          of: "t.platform || ':' || t.team_id || ':' || t.external_id",
        },
        also: 'chat_account_at = coalesce(t.chat_account_at, chat_account_at(t.platform, t.external_id))',
      },
    ],
    since: 'ids',
    // An erased person's row has its own id there.
    only: "t.external_id <> 'erased:' || t.id",
    userId: 't.user_id',
    identityId: 't.id',
  },
  {
    table: 'identities',
    words: [placeId('team_id')],
    since: 'places',
    // As long as the id is readable, it is found by both.
    only: 't.external_id_hash IS NOT NULL',
    userId: 't.user_id',
    identityId: 't.id',
  },
  { table: 'identities', words: person, userId: 't.user_id', identityId: 't.id' },
  { table: 'users', words: [{ readable: 'name', sealed: 'name_sealed' }], since: 'accounts', userId: 't.id' },
  {
    table: 'reply_targets',
    words: [
      { readable: 'channel_id', sealed: 'channel_id_sealed' },
      { readable: 'thread_id', sealed: 'thread_id_sealed', becomes: 'NULL' },
      { readable: 'user_id', sealed: 'user_id_sealed' },
    ],
    // One that nothing holds any more is deleted within a day.
    only: `coalesce(${targetUser}, ${targetIdentity}) IS NOT NULL`,
    since: 'ids',
    userId: targetUser,
    identityId: targetIdentity,
  },
  {
    table: 'reply_targets',
    words: [placeId('workspace_id')],
    only: `coalesce(${targetUser}, ${targetIdentity}) IS NOT NULL`,
    since: 'places',
    userId: targetUser,
    identityId: targetIdentity,
  },
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
    since: 'ids',
    workspaceId: 't.id',
  },
  {
    table: 'team_access',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    since: 'ids',
    workspaceId: 't.workspace_id',
  },
  {
    table: 'place_channels',
    words: [{ readable: 'channel_id', sealed: 'channel_id_sealed' }],
    since: 'ids',
    workspaceId: 't.workspace_id',
  },
  {
    table: 'place_groups',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    since: 'ids',
    workspaceId: 't.workspace_id',
  },
  {
    table: 'team_members',
    words: [{ readable: 'name', sealed: 'name_sealed' }],
    since: 'ids',
    identityId: 't.identity_id',
  },
];

/** SQL for the workspaces whose id is not yet sealed (core/teams/seal-places.ts); one that is forgotten has a hash there. */
export const readablePlace = Prisma.sql`external_id NOT LIKE 'gone:%'`;

/** SQL for the ways to sign in of which the chat's id is not yet a keyed hash (core/accounts/sign-in-id.ts). */
export const readableSignIn = Prisma.sql`provider_id <> 'credential' AND account_id NOT LIKE 'hash:%'`;
