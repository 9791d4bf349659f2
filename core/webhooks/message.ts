import type { Config } from '../config.ts';
import type { MessageType } from '../contract/webhooks.ts';

interface About {
  id: string;
  event: MessageType;
  generationId: string | null;
  createdAt: Date;
}

/** The id of a message: the same at each try, so that a program handles it once. */
export const messageId = (deliveryId: string): string => `msg_${deliveryId}`;

/**
 * What is sent, the same at each try: which request ended, and how; its words and pictures are for whoever has a key. Written as `webhookMessage` of
 * core/contract/v1/webhook-shapes.ts describes it.
 */
export function messageBody(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { event, generationId, createdAt }: About,
): string {
  const [, status] = event.split('.');
  const data =
    generationId === null ? {} : { id: generationId, status, url: `${publicUrl}/api/v1/generations/${generationId}` };
  return JSON.stringify({ type: event, timestamp: createdAt.toISOString(), data });
}
