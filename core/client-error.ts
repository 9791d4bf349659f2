/** What Express and body-parser throw for a request that is the sender's fault: cut off, too long, not to be read. */
export function isClientError(error: unknown): error is { status: number } {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
