import { byIdentity, byUser, deletedTable, impersonalTable } from '../define-table.ts';
import { always } from '../terms.ts';

export const abuseTables = {
  strikes: deletedTable({
    about: 'that a request was refused for what it asks, or its pictures were',
    purpose: 'abuse',
    law: 'interest',
    kept: { until: '7 days later', endedBy: 'the daily retention run' },
    people: { owner: [byUser, byIdentity] },
    columns: {
      id: 'technical',
      key: { what: 'hash of the request', secret: true },
      user_id: 'technical',
      identity_id: 'technical',
      points: { what: 'how much it counts' },
      created_at: { what: 'when it was refused' },
    },
  }),
  reports: deletedTable({
    about: 'what somebody said about a picture that they reported',
    purpose: 'abuse',
    law: 'interest',
    kept: { until: '90 days after an operator dealt with it', endedBy: 'the daily retention run' },
    people: { owner: [byUser, byIdentity] },
    columns: {
      id: 'technical',
      generation_id: 'technical',
      identity_id: 'technical',
      user_id: 'technical',
      reason: { what: 'what they found wrong' },
      words: { what: 'their words' },
      words_sealed: { what: 'their words, sealed', seals: 'words' },
      by_link: { what: 'whether they saw it by a link' },
      created_at: { what: 'when they reported it' },
      ended_at: { what: 'when an operator dealt with it' },
    },
  }),
  denied_terms: impersonalTable({
    about: 'a word or phrase with which nothing is made',
    why: 'operators choose them',
    kept: { until: 'an operator takes it away', endedBy: 'the operator' },
    columns: ['term', 'created_at'],
  }),
  drifted_models: impersonalTable({
    about: 'a model that no longer takes what we send',
    why: 'nobody is in it',
    kept: { until: 'a check of the model passes', endedBy: 'the check of models' },
    columns: ['model_id', 'drifts', 'found_at'],
  }),
  model_examples: impersonalTable({
    about: 'a picture of what a model makes',
    why: 'it is the provider’s own, and nobody is in it',
    kept: { until: 'the provider shows another one', endedBy: 'the job model-example' },
    columns: ['model_id', 'picture', 'type', 'sha256', 'looked_at'],
  }),
  service_settings: impersonalTable({
    about: 'what operators set for the whole service',
    why: 'figures alone',
    kept: always,
    columns: ['id', 'unpaid_per_day', 'unpaid_per_workspace', 'rules_version'],
  }),
};
