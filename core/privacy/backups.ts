/** How long a backup lives at most, as docs/deploy.md asks of operators. */
export const backupDays = 35;
