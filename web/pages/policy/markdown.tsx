import Markdown from 'markdown-to-jsx/react';
import type { AnchorHTMLAttributes, TableHTMLAttributes } from 'react';
import { Link } from 'react-router';
import { cx } from '../../shell/cx.ts';
import text from '../../shell/text.module.css';
import { DataMap } from './data-map.tsx';
import classes from './markdown.module.css';

/** Where the text has this line, the page puts the table of what is kept. */
const mapMark = '{{data-map}}';

/** A policy's text. Nothing in it is taken for HTML. */
export function PolicyText({ source, contact }: { source: string; contact: string }) {
  return source
    .replaceAll('{{contact}}', `[${contact}](mailto:${contact})`)
    .split(mapMark)
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never change places
      <div key={index} className={cx(text.prose, classes.text)}>
        {index > 0 && <DataMap />}
        <Markdown options={options}>{part}</Markdown>
      </div>
    ));
}

function Anchor({ href = '', children }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return href.startsWith('/') ? <Link to={href}>{children}</Link> : <a href={href}>{children}</a>;
}

/** Wider than a phone: it can be scrolled, by the keyboard, too. */
function Table({ children }: TableHTMLAttributes<HTMLTableElement>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.wide} tabIndex={0} aria-label="Table">
      <table>{children}</table>
    </section>
  );
}

const options = {
  disableParsingRawHTML: true,
  disableAutoLink: true,
  forceBlock: true,
  wrapper: 'div',
  overrides: { a: Anchor, table: Table },
} as const;
