/** What the daily run deletes, in the words of /admin. Each is a count of a run and a value of the metric's label. */
export const retentionKinds = {
  sessions: 'Sessions that had ended',
  api_keys: 'API keys that had ended',
  api_requests: 'Idempotency keys of programs',
  verifications: 'Links and sign-ins that had ended',
  sign_ups: 'Accounts that were begun and not confirmed',
  email_changes: 'Changes of an address that are past',
  link_requests: 'Links from chat that had ended',
  pay_requests: 'Payment links that had ended',
  link_undos: '“This wasn’t me” links that had ended',
  mails: 'Mails that could not be sent',
  closed_requests: 'Notes of requests that were not carried out',
  rate_limits: 'Counters of attempts',
  strikes: 'Refusals that count no more',
  reports: 'Reports that were dealt with',
  status_texts: 'What status messages said',
  places: 'Places in chat where nothing is shown any more',
  targets: 'Places in chat that nothing needed',
  references: 'Pictures added to a prompt',
  withheld: 'Pictures that the check withheld, past their 7 days',
  guests: 'Guests who did nothing for 12 months',
  workspaces: 'Servers and workspaces that removed UPixel',
  exports: 'Exports past their 7 days',
  erased_list: 'Entries of the list of erasures that no backup needs',
  files: 'Files that nothing named',
} as const;
export type RetentionKind = keyof typeof retentionKinds;
export const retentionKindNames = Object.keys(retentionKinds) as [RetentionKind, ...RetentionKind[]];
