import { Fragment } from 'react';

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

/** A name that may break where its words do. */
export const inPieces = (name: string) =>
  name.split(/(?<=[_.])/).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name's pieces never change places
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
