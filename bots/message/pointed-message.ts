import { decodeIntent } from '#core/chat/intent.ts';

/** A message that somebody pointed at, as each chat reads it. */
export interface PointedMessage {
  /** The ids of its buttons and choices if it is a message of ours, else none. */
  controls: readonly string[];
  /** The pictures that were attached to it. */
  pictures: readonly AttachedPicture[];
}

export interface AttachedPicture {
  /** The chat's id of it, by which the chat finds it again. */
  id: string;
  /** Its file, as people see it named; left out if the chat does not say. */
  name?: string | undefined;
  /** As the chat says; 0 if it does not. */
  byteLength: number;
  /** In pixels, if the chat says. */
  px?: number | undefined;
  /** How the card shows it to whoever pointed at it, and from where; only if the chat can fetch it from there. */
  shown?: { url: string; isSpoiler: boolean };
}

/** The result that the message shows, if it is one of ours. Only a result can be remixed; a history has others of its pictures' buttons. */
export function resultIn({ controls }: Pick<PointedMessage, 'controls'>): string | undefined {
  for (const id of controls) {
    const intent = decodeIntent(id);
    if (intent?.name === 'remix') return intent.args.generationId;
  }
  return undefined;
}
