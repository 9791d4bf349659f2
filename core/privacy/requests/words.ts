import type { PrivacyRequest } from './request.ts';

/** A request in words, for cards and pages and mails. */
export const kindWords = {
  access: 'a copy of my data',
  correct: 'a correction',
  delete: 'deletion',
  object: 'objection',
  restrict: 'restriction',
  other: 'something else',
} as const satisfies Record<PrivacyRequest['kind'], string>;

export const stateWords = {
  open: 'received',
  in_progress: 'in progress',
  done: 'done',
  refused: 'refused',
  stopped: 'stopped',
} as const satisfies Record<PrivacyRequest['state'], string>;

export const refusalWords = {
  not_proven: 'it was not proved to come from the person',
  unknown_person: 'we have nothing about them',
  unfounded: 'there is no ground for it',
  repeated: 'it repeats one that was answered',
  rights_of_others: 'it would violate the rights of others',
  kept_by_law: 'the law tells us to keep it',
} as const satisfies Record<NonNullable<PrivacyRequest['refusal']>, string>;
