import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from '@react-email/components';
import type { ReactNode } from 'react';

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** What every mail looks like: one heading, a few sentences, at most one button, and why it was sent. No picture is fetched. */
export function Layout(props: { title: string; children: ReactNode; why: string }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{props.title}</Preview>
      <Body style={{ fontFamily: font, backgroundColor: '#f4f2fa', margin: 0, padding: '24px 0' }}>
        <Container style={{ backgroundColor: '#ffffff', borderRadius: 12, padding: '28px 32px', maxWidth: 520 }}>
          <Text style={{ margin: 0, fontWeight: 700, color: '#5b3fb5', letterSpacing: 0.4 }}>UPixel</Text>
          <Heading as="h1" style={{ fontSize: 22, lineHeight: '30px', margin: '8px 0 16px', color: '#1c1530' }}>
            {props.title}
          </Heading>
          {props.children}
          <Hr style={{ borderColor: '#e4e0f0', margin: '24px 0 12px' }} />
          <Text style={{ ...words, fontSize: 13, color: '#645d78', margin: 0 }}>{props.why}</Text>
        </Container>
      </Body>
    </Html>
  );
}

const words = { fontSize: 16, lineHeight: '25px', color: '#2c2540', margin: '0 0 14px' };

export function Words(props: { children: ReactNode }) {
  return <Text style={words}>{props.children}</Text>;
}

export function Press(props: { href: string; children: string }) {
  return (
    <Section style={{ margin: '6px 0 18px' }}>
      <Button
        href={props.href}
        style={{ backgroundColor: '#5b3fb5', color: '#ffffff', borderRadius: 8, padding: '12px 20px', fontWeight: 600 }}
      >
        {props.children}
      </Button>
    </Section>
  );
}
