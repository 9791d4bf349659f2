import type { Card } from './card.ts';

/** The place in chat that asked, and how it can be reached. */
export interface Spot {
  platform: 'discord' | 'slack';
  /** The Slack team that installed us, whose token reaches the place; empty on Discord. */
  teamId: string;
  /** The Slack team or organization of the person, where it is another company's in a channel that both share. */
  homeTeamId?: string;
  /** The Discord server; absent in a direct message, and on Slack. */
  guildId?: string;
  channelId: string;
  userId: string;
  /** Discord's interaction token or Slack's response_url; absent once it is of no use. */
  replyToken?: string;
  replyExpiresAt?: Date;
  /** The message that shows the status, once known. */
  messageId?: string;
  /** Bytes one file may have here. */
  fileLimit: number;
}

export interface OutgoingFile {
  filename: string;
  contentType: string;
  bytes: Uint8Array;
  alt: string;
}

/** One try at bringing a result to chat. */
export interface Bringing {
  /** The same for each try, so that a repeated call is harmless where the platform offers that. */
  key: string;
  /** How far an earlier try got: files that are with the chat already, and not to be posted again. */
  uploads: readonly string[];
  /** @throws LostHold */
  save(uploads: string[]): Promise<void>;
  /** Asked directly before what cannot be undone. @throws LostHold where another process has taken over meanwhile */
  keep(): Promise<void>;
  /** The files cannot be made smaller any more. */
  isSmallest: boolean;
}

/** Another process is at it now: whoever wakes up late leaves it alone. */
export class LostHold extends Error {
  override readonly name = 'LostHold';
}

/** reply: in answer to the request; channel: by the bot itself, in the same place. Nobody gets a message they did not ask for. */
export type Rung = 'reply' | 'channel';

export interface Delivered {
  rung: Rung;
  messageId: string;
  /** The files of the message, as the chat knows them; absent where they are saved already. */
  uploads?: readonly string[];
}

/** A result that stands in chat: its message and files. */
export interface Posted {
  messageId: string;
  uploads: readonly string[];
}

/**
 * Brings cards to one platform, through its REST API only. A refusal for good closes the way it was met on, and is returned;
 * whatever may pass is thrown as a ChatError, and tried again later.
 */
export interface Messenger {
  /** Shows a card in the status message. False where that message can no longer be reached. */
  update(spot: Spot, card: Card): Promise<boolean>;
  /** Brings a result with its files, down the ladder. Undefined where every rung is closed for good. */
  deliver(spot: Spot, card: Card, files: OutgoingFile[], bringing: Bringing): Promise<Delivered | undefined>;
  /**
   * Writes a delivered result once more into the message it stands in, because something older may have come after it.
   * Undefined where nothing can have, or the message is out of reach.
   */
  rewrite(spot: Spot, card: Card, files: OutgoingFile[]): Promise<Delivered | undefined>;
  /** Tells the person alone something about what they asked for, while the chat lets us. False where it does not any more. */
  note(spot: Spot, card: Card): Promise<boolean>;
  /**
   * Takes some of a message's files away; `card` says what is left. False where the message can only go as a whole. Repeating
   * it changes nothing.
   */
  withdraw(spot: Spot, from: Posted & { kept: readonly string[] }, card: Card): Promise<boolean>;
  /** Takes a message away, and the files uploaded for it. No error where it is gone already. */
  remove(spot: Spot, posted: Posted): Promise<void>;
}
