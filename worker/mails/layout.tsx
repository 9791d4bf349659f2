import type { ReactNode } from 'react';
import { ButtonSpace, Preview, Table } from './mail-html.tsx';

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const page = { fontFamily: font, backgroundColor: '#f4f2fa', margin: 0, padding: '24px 0' };
const sheet = { maxWidth: 520, backgroundColor: '#ffffff', borderRadius: 12, padding: '28px 32px' };
const brand = {
  fontSize: 14,
  lineHeight: '24px',
  margin: 0,
  fontWeight: 700,
  color: '#5b3fb5',
  letterSpacing: 0.4,
};
const heading = { fontSize: 22, lineHeight: '30px', margin: '8px 0 16px', color: '#1c1530' };
const words = { fontSize: 16, lineHeight: '25px', color: '#2c2540', margin: '0 0 14px' };
const line = {
  width: '100%',
  border: 'none',
  borderTop: '1px solid #eaeaea',
  borderColor: '#e4e0f0',
  margin: '24px 0 12px',
};

/** The frame of every mail: one heading, a few sentences, at most one button, and why it was sent. No picture is fetched. */
export function Layout(props: { title: string; children: ReactNode; why: string }) {
  return (
    <html dir="ltr" lang="en">
      <head>
        <meta content="text/html; charset=UTF-8" httpEquiv="Content-Type" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="color-scheme" content="light dark" />
      </head>
      <body style={{ backgroundColor: page.backgroundColor, margin: 0, padding: 0 }}>
        <Preview text={props.title} />
        <Table cell={page}>
          <Table style={sheet} row={{ width: '100%' }}>
            <p style={brand}>UPixel</p>
            <h1 style={heading}>{props.title}</h1>
            {props.children}
            <hr style={line} />
            <p style={{ ...words, fontSize: 13, color: '#645d78', margin: 0 }}>{props.why}</p>
          </Table>
        </Table>
      </body>
    </html>
  );
}

export function Words(props: { children: ReactNode }) {
  return <p style={words}>{props.children}</p>;
}

const button = {
  lineHeight: '100%',
  textDecoration: 'none',
  display: 'inline-block',
  maxWidth: '100%',
  msoPaddingAlt: '0px',
  backgroundColor: '#5b3fb5',
  color: '#ffffff',
  borderRadius: 8,
  padding: '12px 20px',
  fontWeight: 600,
};
/** The label is raised by the space below it, in points. */
const label = {
  maxWidth: '100%',
  display: 'inline-block',
  lineHeight: '120%',
  msoPaddingAlt: '0px',
  msoTextRaise: '9px',
};

export function Press(props: { href: string; children: string }) {
  return (
    <Table style={{ margin: '6px 0 18px' }}>
      <a href={props.href} style={button} target="_blank" rel="noopener">
        <ButtonSpace before />
        <span style={label}>{props.children}</span>
        <ButtonSpace />
      </a>
    </Table>
  );
}
