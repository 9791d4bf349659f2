import type { Config } from '../config.ts';

/** Where the provider tells us of the end of a run. */
export const webhookAddress = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { generationId, slot }: { generationId: string; slot: number },
): string => `${publicUrl}/webhooks/replicate/${generationId}?slot=${slot}`;
