import type { Card } from './card/card.ts';
import type { By } from './card/text.ts';
import type { ReplyTarget } from './target.ts';

/** A reply target, with the message that shows the status, once known. */
export interface StatusTarget extends ReplyTarget {
  messageId?: string;
}

export interface OutgoingFile {
  filename: string;
  contentType: string;
  bytes: Uint8Array;
  alt: string;
  /** By which the card's buttons name it, if there are several. */
  number?: number;
}

/** One attempt to deliver a result to chat. */
export interface Bringing {
  /** The same for each attempt, so that a repeated call is harmless if the platform supports that. */
  key: string;
  /** How far an earlier attempt got: files that the chat already has and that must not be posted again. */
  uploads: readonly string[];
  /** @throws LostHold */
  save(uploads: string[]): Promise<void>;
  /** Called directly before an irreversible step. @throws LostHold if another process has taken over meanwhile */
  keep(): Promise<void>;
  /** The files cannot be made smaller any more. */
  isSmallest: boolean;
}

/** Another process has taken over: a process that lost its hold must not touch the message. */
export class LostHold extends Error {
  override readonly name = 'LostHold';
}

/** reply: in answer to the request; channel: by the bot itself, in the same place. Nobody gets a message they did not ask for. */
export type DeliveryMethod = 'reply' | 'channel';

export interface Delivered {
  deliveryMethod: DeliveryMethod;
  messageId: string;
  /** The files of the message, by the chat's ids; absent if they are already saved. */
  uploads?: readonly string[];
}

/** A result shown in chat: its message and files. */
export interface Posted {
  messageId: string;
  uploads: readonly string[];
}

/**
 * Posts cards to one platform, through its REST API only. A final refusal closes the delivery method that met it, and is returned;
 * anything that may pass is thrown as a ChatError, and retried later.
 */
export interface Messenger {
  /** Shows a card in the status message. False if that message can no longer be reached. */
  update(target: StatusTarget, card: Card): Promise<boolean>;
  /**
   * The same, with a picture that the result will replace: `file`, or the one that the message shows already. Absent where a chat cannot show one in a
   * status and leave nothing behind (docs/decisions/0075-a-status-shows-the-first-picture.md).
   */
  preview?(target: StatusTarget, card: Card, file: OutgoingFile | undefined): Promise<Posted | undefined>;
  /** Delivers a result with its files, trying one delivery method after another. Undefined if all are closed for good. */
  deliver(target: StatusTarget, card: Card, files: OutgoingFile[], bringing: Bringing): Promise<Delivered | undefined>;
  /**
   * Writes a delivered result to its message again, because an older write may have arrived after it.
   * Undefined if none can have, or the message is out of reach.
   */
  rewrite(target: StatusTarget, card: Card, files: OutgoingFile[]): Promise<Delivered | undefined>;
  /** The address of a message that others see; without one if the chat does not tell. `gone`: somebody took the message away. Never fails. */
  linkTo?(target: ReplyTarget, messageId: string): Promise<{ url?: string } | 'gone'>;
  /** Who asked, as a public card names them; undefined in a conversation of the two alone. Never fails. */
  asker?(target: ReplyTarget): Promise<By | undefined>;
  /** Shows only the requester a note about their request, while the chat allows it. False if it no longer does. */
  note(target: StatusTarget, card: Card): Promise<boolean>;
  /**
   * Shows pictures to the person alone, in answer to what they have just pressed. `here`: in the answer itself, which goes by itself; otherwise in a
   * message between them and the bot, which stays. Undefined if the chat does not take it: nobody else ever sees it instead.
   */
  showPrivately(
    target: StatusTarget,
    card: Card,
    files: OutgoingFile[],
  ): Promise<'here' | (Posted & { channelId: string }) | undefined>;
  /**
   * Removes some of a message's files; `card` says what is left. False if the message can only be removed as a whole. Repeating
   * it changes nothing.
   */
  withdraw(target: StatusTarget, from: Posted & { kept: readonly string[] }, card: Card): Promise<boolean>;
  /**
   * The same for files that turned out to be broken, also for all of them, and people are told: by the message itself, which then shows the first
   * card, or by another one, the second. False if the chat lets us do neither.
   */
  takeBack(
    target: StatusTarget,
    from: Posted & { kept: readonly string[] },
    cards: readonly [itself: Card, another: Card],
  ): Promise<boolean>;
  /** Removes a message, and the files uploaded for it. True if it is gone, by us or before; false if the chat will not let us, ever. */
  remove(target: StatusTarget, posted: Posted): Promise<boolean>;
  /** Takes away what the chat keeps for a person beside messages. True if nothing of theirs stays; false if the chat will not let us, ever. */
  forgetPerson(person: Pick<ReplyTarget, 'workspaceId' | 'userId'>): Promise<boolean>;
}
