import type { CSSProperties, ReactNode } from 'react';

/** Workarounds for mail programs that no browser needs. The tricks are those of react-email's components, which plain HTML replaces here. */

/** Outlook applies width and padding only to tables. */
export function Table(props: {
  children: ReactNode;
  style?: CSSProperties;
  row?: CSSProperties;
  cell?: CSSProperties;
}) {
  return (
    <table
      align="center"
      width="100%"
      border={0}
      cellPadding="0"
      cellSpacing="0"
      role="presentation"
      style={props.style}
    >
      <tbody>
        <tr style={props.row}>
          <td style={props.cell}>{props.children}</td>
        </tr>
      </tbody>
    </table>
  );
}

const previewLength = 150;
const invisible = '\u00a0\u200c\u200b\u200d\u200e\u200f\ufeff';

/** What a mailbox shows beside the subject; padded with invisible characters, so that it does not go on with the mail's own text. */
export function Preview({ text }: { text: string }) {
  const shown = text.slice(0, previewLength);
  return (
    <div
      style={{ display: 'none', overflow: 'hidden', lineHeight: '1px', opacity: 0, maxHeight: 0, maxWidth: 0 }}
      data-skip-in-text
    >
      {shown}
      <div>{invisible.repeat(previewLength - shown.length)}</div>
    </div>
  );
}

/** Outlook gives a link no padding: spaces beside its label, stretched to 20 px and raised by its height, replace it. */
export function ButtonSpace({ before = false }: { before?: boolean }) {
  const html = before
    ? '<i style="mso-font-width:500%;mso-text-raise:18" hidden>&#8202;&#8202;</i>'
    : '<i style="mso-font-width:500%" hidden>&#8202;&#8202;&#8203;</i>';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React writes no comments, and Outlook reads these words of ours in one
  return <span dangerouslySetInnerHTML={{ __html: `<!--[if mso]>${html}<![endif]-->` }} />;
}
