/** Renders text between backticks as code. */
export const inCode = (text: string) =>
  text.split('`').map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text's pieces never change places
      <code key={index}>{piece}</code>
    ) : (
      piece
    ),
  );
