import { describe, expect, it } from 'vitest';
import type { MailMessage } from './message.ts';
import { renderMailbox, renderMessage } from './pages.ts';

const message: MailMessage = {
  id: '7',
  from: 'no-reply@example.com',
  sender: '"UPixel" <no-reply@example.com>',
  to: ['ada@example.com'],
  subject: 'Hello <script>alert(1)</script>',
  text: 'Open https://example.com/verify?a=1&b=2 now',
  html: '<p onclick="x()">Open <a href="https://example.com/verify">"this"</a></p><script>alert(2)</script>',
  headers: { 'x-receipt': 'r-1' },
  attachments: [{ filename: 'data.json', contentType: 'application/json', bytes: Buffer.from('{}') }],
  receivedAtMs: Date.UTC(2026, 10, 24, 9, 30),
};

describe('mailbox pages', () => {
  it('list all mail, newest first, with nothing in it that runs', () => {
    const page = renderMailbox([message, { ...message, id: '8', subject: 'Newer' }]);
    expect(page.indexOf('/mailbox/8')).toBeLessThan(page.indexOf('/mailbox/7'));
    expect(page).toContain('2026-11-24 09:30 UTC');
    expect(page).toContain('Hello &#60;script&#62;');
    expect(page).not.toContain('<script');
    expect(renderMailbox([])).toContain('No mail yet.');
  });

  it('show the HTML in a frame that may open links and nothing else', () => {
    const page = renderMessage(message, '/post');
    expect(page).toContain('href="/post"');
    expect(page).not.toContain('<script');
    const [, sandbox, srcdoc = ''] = /<iframe title="The mail" sandbox="([^"]*)" srcdoc="([^"]*)">/.exec(page) ?? [];
    expect(sandbox).toBe('allow-popups allow-popups-to-escape-sandbox');
    const unescaped = srcdoc.replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)));
    expect(unescaped).toBe(`<base target="_blank">${message.html}`);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('x-receipt: r-1');
    expect(page).toContain('data:application/json;base64,e30=');
  });

  it('show a mail without HTML as text with links', () => {
    const page = renderMessage({ ...message, html: '' });
    expect(page).not.toContain('<iframe');
    expect(page).toContain('href="https://example.com/verify?a=1&#38;b=2"');
  });
});
