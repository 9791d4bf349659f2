/** So many messages at once to one endpoint: a slow one must not keep the others waiting, and none should be overrun. */
export const mostAtOnce = 4;
/** How long a try is a worker's own, in seconds: longer than one can take. */
export const leaseS = 30;
/** Due for longer, in seconds, nobody was there to try it: no worker, or the account was about to be deleted. Behind others it waits for less. */
export const lateS = 60 * 60;
