/** A command as it is typed, to be copied: the words that need no name, if it has such, and the values of its options. */
export interface TypedCommand {
  command: string;
  main?: { name: string; value: string } | undefined;
  /** What belongs to that word, where it is one of a few: `block @ada`, `create Foxes`. */
  then?: { name: string; value: string } | undefined;
  options?: ReadonlyArray<readonly [name: string, value: string]>;
}
