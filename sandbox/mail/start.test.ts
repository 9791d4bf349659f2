import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailStandIn, start } from './start.ts';

let mail: MailStandIn;
let transport: ReturnType<typeof createTransport>;

beforeAll(async () => {
  mail = await start();
});
beforeEach(() => {
  mail.reset();
  transport = createTransport(mail.url);
});
afterEach(() => transport.close());
afterAll(() => mail.close());

const letter = {
  from: 'UPixel <no-reply@example.com>',
  to: 'Ada <ada@example.com>',
  subject: 'Confirm your address – now',
  text: 'Open https://example.com/verify?token=1',
  html: '<p>Open <a href="https://example.com/verify?token=1">this</a></p>',
};

describe('mail stand-in', () => {
  it('keeps what nodemailer sends, parsed', async () => {
    const sent = await transport.sendMail({
      ...letter,
      bcc: 'grace@example.com',
      headers: { 'X-Receipt': 'r-1' },
      attachments: [{ filename: 'data.json', content: '{"a":1}' }],
    });
    expect(sent.accepted).toEqual(['ada@example.com', 'grace@example.com']);
    const [message] = mail.messages;
    expect(message).toMatchObject({
      from: 'no-reply@example.com',
      sender: '"UPixel" <no-reply@example.com>',
      to: ['ada@example.com', 'grace@example.com'],
      subject: 'Confirm your address – now',
      html: letter.html,
    });
    expect(message?.text.trim()).toBe(letter.text);
    expect(message?.headers['x-receipt']).toBe('r-1');
    expect(message?.headers).not.toHaveProperty('bcc');
    expect(message?.attachments).toEqual([
      { filename: 'data.json', contentType: 'application/json', bytes: Buffer.from('{"a":1}') },
    ]);
    expect(message?.receivedAtMs).toBeCloseTo(mail.clock.now(), -4);
    expect(mail.calls.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['MAIL', 'no-reply@example.com', 250],
      ['RCPT', 'ada@example.com', 250],
      ['RCPT', 'grace@example.com', 250],
      ['DATA', 'ada@example.com', 250],
    ]);
  });

  it('accepts any login', async () => {
    const withLogin = createTransport(mail.url.replace('//', '//somebody:secret@'));
    await withLogin.sendMail(letter);
    expect(mail.messages).toHaveLength(1);
    withLogin.close();
  });

  it('waits for a message to come, finds one that is here, and says what came instead', async () => {
    const coming = mail.until(({ subject }) => subject.startsWith('Confirm'));
    await transport.sendMail({ ...letter, subject: 'Something else' });
    await transport.sendMail(letter);
    const found = await coming;
    expect(found.subject).toBe(letter.subject);
    expect(await mail.until(({ id }) => id === found.id)).toBe(found);
    await expect(mail.until(() => false, 10)).rejects.toThrow(
      'there is "Something else", "Confirm your address – now".',
    );
  });

  it('refuses a recipient for good', async () => {
    mail.faults.add({ on: 'RCPT ada@example.com', do: { type: 'answer', status: 550 } });
    await expect(transport.sendMail(letter)).rejects.toMatchObject({
      responseCode: 550,
      rejected: ['ada@example.com'],
    });
    mail.faults.add({ on: 'RCPT ada@example.com', do: { type: 'answer', status: 550 } });
    const sent = await transport.sendMail({ ...letter, cc: 'grace@example.com' });
    expect(sent.rejected).toEqual(['ada@example.com']);
    expect(mail.messages[0]?.to).toEqual(['grace@example.com']);
  });

  it('fails for now, and takes the next attempt', async () => {
    mail.faults.add({ on: 'SMTP DATA', do: { type: 'answer', status: 451, body: '4.7.1 Greylisted' } });
    await expect(transport.sendMail(letter)).rejects.toMatchObject({
      responseCode: 451,
      response: expect.stringContaining('4.7.1 Greylisted'),
    });
    await transport.sendMail(letter);
    expect(mail.messages).toHaveLength(1);
  });

  it('is slow on request', async () => {
    mail.faults.add({ on: 'SMTP DATA', do: { type: 'slow', ms: 200 } });
    const hasty = createTransport({ url: mail.url, socketTimeout: 50 });
    await expect(hasty.sendMail(letter)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    hasty.close();
  });

  it('cuts the connection before or after it kept the message', async () => {
    mail.faults.add({ on: 'SMTP DATA', do: { type: 'drop' } });
    await expect(transport.sendMail(letter)).rejects.toMatchObject({ code: expect.stringMatching(/ECONN|ESOCKET/) });
    expect(mail.messages).toHaveLength(0);
    mail.faults.add({ on: 'SMTP DATA', do: { type: 'dropAfter' } });
    await expect(transport.sendMail(letter)).rejects.toThrow();
    expect(mail.messages).toHaveLength(1);
  });

  it('closes while a client keeps its connection', async () => {
    const other = await start();
    const pooled = createTransport({ url: other.url, pool: true });
    await pooled.sendMail(letter);
    await other.close();
    await expect(createTransport(other.url).sendMail(letter)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONN|ESOCKET/),
    });
    pooled.close();
  });
});
