import { Prisma } from '../../../prisma/generated/client.ts';
import { deliveriesKeptDays } from '../../contract/webhooks.ts';
import { showsWords } from '../../generations/description.ts';
import type { RetentionKind } from './kinds.ts';

/** How many rows one statement takes: none holds a lock for long. */
export const batch = 500;

/** Nothing of a person who waits for an answer about their data is tidied away. */
const notFrozen = (userId: string, identityId: string) =>
  Prisma.sql`NOT has_open_privacy_request(${Prisma.raw(userId)}, ${Prisma.raw(identityId)})`;
const none = 'NULL::uuid';

/** The rows of a table that are past; `that` is the row. */
const deleted = (table: string, past: Prisma.Sql) => Prisma.sql`
  DELETE FROM ${Prisma.raw(table)} WHERE ctid = ANY(ARRAY(SELECT that.ctid FROM ${Prisma.raw(table)} that WHERE ${past} LIMIT ${batch}::int))`;

/** For a week a link that has ended still says why it no longer works. */
const aWeekAgo = Prisma.sql`now() - interval '7 days'`;
const aMonthAgo = Prisma.sql`now() - interval '30 days'`;

/** One statement each, run until it finds fewer rows than a batch. */
export const rules: ReadonlyArray<{ kind: RetentionKind; delete: Prisma.Sql }> = [
  {
    kind: 'sessions',
    delete: deleted('sessions', Prisma.sql`that.expires_at < now() AND ${notFrozen('that.user_id', none)}`),
  },
  {
    // For a month its owner sees which one ended.
    kind: 'api_keys',
    delete: deleted('api_keys', Prisma.sql`that.expires_at < ${aMonthAgo} AND ${notFrozen('that.user_id', none)}`),
  },
  {
    kind: 'api_requests',
    delete: deleted(
      'api_requests',
      Prisma.sql`that.created_at < now() - interval '1 day' AND ${notFrozen('that.user_id', none)}`,
    ),
  },
  {
    kind: 'webhook_deliveries',
    delete: deleted(
      'webhook_deliveries',
      Prisma.sql`that.created_at < now() - ${deliveriesKeptDays}::int * interval '1 day' AND that.status <> 'pending'
        AND ${notFrozen('(SELECT e.user_id FROM webhook_endpoints e WHERE e.id = that.endpoint_id)', none)}`,
    ),
  },
  { kind: 'verifications', delete: deleted('verifications', Prisma.sql`that.expires_at < now()`) },
  { kind: 'sign_ups', delete: deleted('sign_ups', Prisma.sql`that.expires_at < ${aWeekAgo}`) },
  {
    kind: 'email_changes',
    delete: deleted(
      'email_changes',
      Prisma.sql`greatest(that.expires_at, that.undo_until) < ${aWeekAgo} AND ${notFrozen('that.user_id', none)}`,
    ),
  },
  {
    kind: 'link_requests',
    delete: deleted(
      'link_requests',
      Prisma.sql`that.expires_at < ${aWeekAgo} AND that.note_after IS NULL AND ${notFrozen(none, 'that.identity_id')}`,
    ),
  },
  {
    kind: 'pay_requests',
    delete: deleted(
      'pay_requests',
      Prisma.sql`that.expires_at < ${aWeekAgo} AND ${notFrozen(none, 'that.identity_id')}`,
    ),
  },
  {
    kind: 'link_undos',
    delete: deleted(
      'link_undos',
      Prisma.sql`that.expires_at < ${aWeekAgo} AND ${notFrozen('that.user_id', 'that.identity_id')}`,
    ),
  },
  // The job gives up after a day; this is for a row that it cannot get at.
  { kind: 'mails', delete: deleted('mails', Prisma.sql`that.created_at < now() - interval '3 days'`) },
  {
    kind: 'closed_requests',
    delete: deleted('closed_requests', Prisma.sql`that.closed_at < now() - interval '1 day'`),
  },
  { kind: 'rate_limits', delete: deleted('rate_limits', Prisma.sql`that.expire < now()`) },
  {
    // As strikes_of() has it.
    kind: 'strikes',
    delete: deleted(
      'strikes',
      Prisma.sql`that.created_at < ${aWeekAgo} AND ${notFrozen('that.user_id', 'that.identity_id')}`,
    ),
  },
  {
    kind: 'reports',
    delete: deleted(
      'reports',
      Prisma.sql`that.ended_at < now() - interval '90 days' AND ${notFrozen('that.user_id', 'that.identity_id')}`,
    ),
  },
  {
    // Until then one whose time is over can be opened again, and says why it shows nothing.
    kind: 'shares',
    delete: deleted(
      'shares',
      Prisma.sql`least(that.revoked_at, that.expires_at) < ${aMonthAgo} AND ${notFrozen('that.user_id', none)}`,
    ),
  },
  {
    kind: 'shares',
    delete: deleted(
      'shares',
      Prisma.sql`that.created_at < ${aMonthAgo} AND ${notFrozen('that.user_id', none)} AND NOT EXISTS (
        SELECT FROM share_assets s JOIN assets a ON a.id = s.asset_id WHERE s.share_id = that.id AND a.erased_at IS NULL)`,
    ),
  },
  {
    // The version before kept the text itself, with the person's words.
    kind: 'status_texts',
    delete: Prisma.sql`
      UPDATE deliveries SET shown = '' WHERE generation_id = ANY(ARRAY(
        SELECT d.generation_id FROM deliveries d WHERE d.shown <> '' AND d.status <> 'pending' LIMIT ${batch}::int))`,
  },
  {
    // Nothing of it stands in chat: its images are erased, with their messages, or no message was ever shown.
    kind: 'places',
    delete: Prisma.sql`
      UPDATE deliveries SET target_id = NULL, message_id = NULL, uploads = '{}', shown = '', platform = NULL, team_id = NULL,
        guild_id = NULL, channel_id = NULL, user_id = NULL, reply_token = NULL, posted = '{}', earlier = '[]' WHERE generation_id = ANY(ARRAY(
        SELECT d.generation_id FROM deliveries d JOIN generations g ON g.id = d.generation_id
        WHERE d.target_id IS NOT NULL AND d.status <> 'pending' AND g.finished_at < ${aMonthAgo} AND d.rewrite_at IS NULL
          AND (d.message_id IS NULL OR g.stored > 0)
          AND NOT EXISTS (SELECT FROM assets a WHERE a.generation_id = g.id AND a.erased_at IS NULL) AND NOT ${showsWords('g')}
          AND NOT EXISTS (SELECT FROM chat_messages m WHERE m.generation_id = g.id)
          AND ${notFrozen('g.user_id', 'g.identity_id')} LIMIT ${batch}::int))`,
  },
  {
    kind: 'places',
    delete: deleted(
      'chat_messages',
      // One without any picture shows what was withheld, to one person alone.
      Prisma.sql`that.created_at < ${aMonthAgo} AND EXISTS (SELECT FROM assets a WHERE a.generation_id = that.generation_id)
        AND NOT EXISTS (SELECT FROM assets a WHERE a.generation_id = that.generation_id AND a.erased_at IS NULL)
        AND NOT EXISTS (SELECT FROM generations g WHERE g.id = that.generation_id AND ${showsWords('g')})`,
    ),
  },
  {
    kind: 'places',
    delete: Prisma.sql`
      UPDATE checkouts SET target_id = NULL, platform = NULL, team_id = NULL, channel_id = NULL, chat_user_id = NULL, reply_token = NULL WHERE id = ANY(ARRAY(SELECT c.id FROM checkouts c
        WHERE c.target_id IS NOT NULL AND c.noted_at < ${aMonthAgo} AND ${notFrozen('c.user_id', none)} LIMIT ${batch}::int))`,
  },
  {
    kind: 'targets',
    delete: deleted(
      'reply_targets',
      Prisma.sql`that.created_at < now() - interval '1 day'
        AND NOT EXISTS (SELECT FROM deliveries r WHERE r.target_id = that.id)
        AND NOT EXISTS (SELECT FROM chat_messages r WHERE r.target_id = that.id)
        AND NOT EXISTS (SELECT FROM link_requests r WHERE r.target_id = that.id)
        AND NOT EXISTS (SELECT FROM pay_requests r WHERE r.target_id = that.id)
        AND NOT EXISTS (SELECT FROM checkouts r WHERE r.target_id = that.id)
        AND NOT EXISTS (SELECT FROM gifts r WHERE r.target_id = that.id)`,
    ),
  },
];
