/** What is being done, where no model paints. */
const doings: Readonly<Record<string, string>> = {
  describe: 'Looking',
  'pixel-art': 'Looking for its grid',
  recolour: 'Recolouring',
};

/** “Painting”, or what a tool does instead. */
export const doingWord = (tool: string | null): string => (tool === null ? undefined : doings[tool]) ?? 'Painting';
