/** "24 November 2026, 15:04 UTC" */
export const day = (at: string) =>
  `${new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;

/** "24 November 2026" */
export const dateOnly = (at: string) =>
  new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
