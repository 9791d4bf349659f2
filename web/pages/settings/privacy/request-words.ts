import type { PrivacyRequest } from '#core/contract/pages/privacy.ts';

export const kindWords = {
  access: 'A copy of my data',
  correct: 'A correction',
  delete: 'Deletion',
  object: 'Objection',
  restrict: 'Restriction',
  other: 'Something else',
} satisfies Record<PrivacyRequest['kind'], string>;

export const stateWords = {
  open: 'Received',
  in_progress: 'In progress',
  done: 'Done',
  refused: 'Refused',
  stopped: 'Stopped',
} satisfies Record<PrivacyRequest['state'], string>;
