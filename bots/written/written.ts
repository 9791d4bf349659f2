/** What somebody wrote to us, in a chat that finds it again by its id. */
export interface Written {
  /** The chat's id of the message. */
  id: string;
  /** As people read it. */
  words: string;
  /** What it asks for, as the options of /imagine; pictures that came with it are among them. */
  raw: Readonly<Record<string, unknown>>;
  /** What of it cannot be asked for, as sentences. */
  faults: readonly string[];
  /** Eight characters that are others once the words or the pictures are others: an offer is for what it showed. */
  mark: string;
}
