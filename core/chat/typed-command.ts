/** A command as it is typed, to be copied: the words that need no name, if it has such, and the values of its options. */
export interface TypedCommand {
  command: string;
  main?: { name: string; value: string } | undefined;
  options: ReadonlyArray<readonly [name: string, value: string]>;
}
