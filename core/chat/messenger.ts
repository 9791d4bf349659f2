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

/** How far a result got, kept so that a second attempt goes on instead of posting it again. */
export interface Uploads {
  ids: readonly string[];
  save(ids: string[]): Promise<void>;
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

/** Brings cards to one platform, through its REST API only. Anything that may pass is thrown, and tried again later. */
export interface Messenger {
  /** Shows a card in the status message. False where that message can no longer be reached. */
  update(spot: Spot, card: Card): Promise<boolean>;
  /**
   * Brings a result with its files, down the ladder. Undefined where every rung is closed
   * for good. `key` makes a repeated call harmless where the platform offers it.
   */
  deliver(spot: Spot, card: Card, files: OutgoingFile[], key: string, uploads: Uploads): Promise<Delivered | undefined>;
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
