import {
  byIdentity,
  byUser,
  type Erasure,
  emptiedTable,
  impersonalTable,
  leadsNowhere,
  toNothing,
  toNull,
  toOwnId,
  type Way,
} from '../define-table.ts';
import { always, asLongAsAccount } from '../terms.ts';

const credits = { purpose: 'credits', law: 'contract', kept: always } as const;
/** A wallet is named by whoever has it; a team's is its workspace's own data. */
const ownersWallet = (column: string): readonly Way[] => [
  { column, table: 'users', key: 'wallet_id', role: 'owner' },
  { column, table: 'identities', key: 'wallet_id', role: 'owner' },
];
const booksOfNobody: Erasure = {
  does: 'keep',
  why: 'a figure of the books, and its wallet leads to nobody any more',
};

/** The keys of trials and free months end with the id of a person; afterwards with that of the lot. */
const withoutPerson = (column: string, lot: string): Erasure => ({
  does: 'empty',
  to: `regexp_replace(that.${column}, '((?:trial|free:[0-9-]+):)[0-9a-f-]{36}', '\\1' || that.${lot})`,
});

export const creditTables = {
  wallets: emptiedTable({
    about: 'a balance of credits',
    ...credits,
    people: { owner: ownersWallet('id') },
    columns: {
      id: 'technical',
      balance: { of: 'owner', what: 'how many credits are in it', erasure: booksOfNobody },
      customer_id: { of: 'owner', what: 'no longer filled', erasure: toNull },
      credits_owed: {
        of: 'owner',
        what: 'how many credits fewer the next months of a plan bring, because money for them was given back',
        erasure: booksOfNobody,
      },
      created_at: 'technical',
    },
  }),
  lots: emptiedTable({
    about: 'credits of one origin',
    ...credits,
    people: { owner: ownersWallet('wallet_id') },
    columns: {
      id: 'technical',
      wallet_id: 'technical',
      origin: 'technical',
      balance: 'technical',
      expires_at: 'technical',
      expired_for: 'technical',
      created_at: 'technical',
      forfeited_at: 'technical',
      frozen_at: 'technical',
      grant_key: { of: 'owner', what: 'for whom free credits were', erasure: withoutPerson('grant_key', 'id') },
    },
  }),
  ledger_entries: emptiedTable({
    about: 'a change of one lot',
    ...credits,
    people: { owner: [{ column: 'lot_id', table: 'lots', key: 'id', role: 'owner' }] },
    columns: {
      id: 'technical',
      lot_id: 'technical',
      kind: 'technical',
      amount: 'technical',
      generation_id: 'technical',
      gift_id: 'technical',
      money: 'technical',
      idempotency_key: { of: 'owner', what: 'for whom it was', erasure: withoutPerson('idempotency_key', 'lot_id') },
      created_at: 'technical',
    },
  }),
  free_months: emptiedTable({
    about: 'that the Free plan’s credits of a month were given',
    ...credits,
    people: { account: [byUser], identity: [byIdentity] },
    columns: {
      month: 'technical',
      identity_id: { of: 'identity', what: 'the identity it was given for', erasure: leadsNowhere },
      user_id: { of: 'account', what: 'the account it was given to', erasure: toNull },
      lot_id: 'technical',
    },
  }),
  gifts: emptiedTable({
    about: 'credits that one person gave to another',
    purpose: 'gifts',
    law: 'contract',
    kept: asLongAsAccount,
    people: {
      giver: [
        { column: 'from_user_id', owner: 'user' },
        { column: 'from_identity_id', owner: 'identity' },
      ],
      party: [
        { column: 'from_user_id', owner: 'user' },
        { column: 'from_identity_id', owner: 'identity' },
        { column: 'to_identity_id', owner: 'identity' },
      ],
      givingAccount: [{ column: 'from_user_id', owner: 'user' }],
      receiver: [{ column: 'to_identity_id', owner: 'identity' }],
    },
    columns: {
      id: 'technical',
      request_key: { of: 'giver', what: 'the chat’s id of the request', erasure: toOwnId },
      from_identity_id: { of: 'giver', what: 'who gave', erasure: leadsNowhere },
      to_identity_id: { of: 'receiver', what: 'who received', erasure: leadsNowhere },
      from_user_id: { of: 'givingAccount', what: 'the giver’s account', erasure: toNull },
      amount: 'technical',
      from_name: { of: 'giver', what: 'the giver’s name in the chat', erasure: toNothing },
      to_name: { of: 'receiver', what: 'the receiver’s name in the chat', erasure: toNothing },
      message: { of: 'giver', what: 'the giver’s words', erasure: toNothing },
      from_name_sealed: { of: 'giver', what: 'the giver’s name, sealed', seals: 'from_name', erasure: toNull },
      to_name_sealed: { of: 'receiver', what: 'the receiver’s name, sealed', seals: 'to_name', erasure: toNull },
      message_sealed: { of: 'giver', what: 'the giver’s words, sealed', seals: 'message', erasure: toNull },
      lot_id: 'technical',
      target_id: { of: 'party', what: 'where in chat it was told of', erasure: toNull },
      message_id: { of: 'party', what: 'the chat’s id of that message', erasure: toNull },
      undone_at: 'technical',
      created_at: 'technical',
    },
  }),
  unpaid_days: impersonalTable({
    about: 'how many free credits were spent in a day, by keyed hash of the server or workspace',
    why: 'sums of a whole server or workspace',
    kept: { until: 'some days later', endedBy: 'the job `expire`' },
    columns: ['day', 'place', 'held'],
  }),
};
