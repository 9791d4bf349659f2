/** What one wallet may have going on at once. Plans will raise these. */
export const guestLimits = {
  /** Generations running at the provider. */
  running: 3,
  /** Generations running and waiting; one more is refused before it costs anything. */
  open: 10,
} as const;

export const trialCredits = 20;

/** How long one process may be the only one to touch a row. Longer than any step takes, shorter than a person's patience. */
export const leases = {
  /** One POST to the provider times out after 5 s. */
  submitMs: 6_000,
  /** Download, check and store. */
  settleMs: 6_000,
  /** One request to chat with the pictures in it. */
  messageMs: 6_000,
  /** Showing the first status after a request. */
  announceMs: 4_000,
} as const;

/** A prediction that has said nothing for this long is asked how it is. */
export const silentAfterMs = 20_000;
