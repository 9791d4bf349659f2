import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { MailMessage } from './message.ts';

/** The path that the pages are mounted at. */
const usualBase = '/mailbox';

const styles = `
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; --link: #4c6ef5; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 24px 16px 48px; max-width: 860px; font: 15px/1.5 system-ui, sans-serif; }
  h1 { font-size: 22px; margin: 0 0 4px; }
  a { color: var(--link); }
  .soft { opacity: .7; margin: 0 0 16px; }
  ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
  li + li { border-top: 1px solid var(--line); }
  li a { display: grid; grid-template-columns: minmax(0, 14em) minmax(0, 1fr) auto; gap: 12px; padding: 10px 14px; color: inherit; text-decoration: none; }
  li a:hover, li a:focus-visible { background: var(--soft); }
  li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 12px 0 20px; }
  dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 62vh; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border: 1px solid var(--line); border-radius: 8px; }
  summary { cursor: pointer; margin: 16px 0 8px; }
`;

/** All mail, newest first. It reloads itself, so that a person who waits for a link sees it arrive. */
export function renderMailbox(messages: readonly MailMessage[], base = usualBase): string {
  const rows = [...messages]
    .reverse()
    .map(
      ({ id, to, subject, receivedAtMs }) =>
        `<li><a href="${base}/${encodeURIComponent(id)}"><span>${escapeHtml(to.join(', '))}</span><span><strong>${escapeHtml(subject || '(no subject)')}</strong></span>${time(receivedAtMs)}</a></li>`,
    );
  const list = rows.length > 0 ? `<ul>${rows.join('')}</ul>` : '<p>No mail yet.</p>';
  return page(
    'Mailbox',
    `<h1>Mailbox</h1><p class="soft">Every mail the sandbox would have sent; none has left this machine.</p>${list}`,
    '<meta http-equiv="refresh" content="5">',
  );
}

/** One mail: its HTML in a frame without scripts, its text, its headers. Links open in a new tab. */
export function renderMessage(message: MailMessage, base = usualBase): string {
  const { subject, sender, to, receivedAtMs, html, text, attachments, headers } = message;
  const body = html
    ? `<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escapeHtml(`<base target="_blank">${html}`)}"></iframe><details><summary>Text</summary><pre>${escapeHtml(text)}</pre></details>`
    : `<pre>${linked(text)}</pre>`;
  return page(
    subject,
    `<p><a href="${base}">All mail</a></p><h1>${escapeHtml(subject || '(no subject)')}</h1>
    <dl><dt>From</dt><dd>${escapeHtml(sender)}</dd><dt>To</dt><dd>${escapeHtml(to.join(', '))}</dd><dt>Received</dt><dd>${time(receivedAtMs)}</dd>
    ${attachments.map(attachment).join('')}</dl>${body}
    <details><summary>Headers</summary><pre>${escapeHtml(
      Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
    )}</pre></details>`,
  );
}

function attachment({ filename, contentType, bytes }: MailMessage['attachments'][number]): string {
  const link = `data:${contentType};base64,${bytes.toString('base64')}`;
  return `<dt>Attached</dt><dd><a download="${escapeHtml(filename)}" href="${escapeHtml(link)}">${escapeHtml(filename)}</a> (${bytes.length} bytes)</dd>`;
}

/** Plain text whose web addresses are links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 0
        ? escapeHtml(part)
        : `<a target="_blank" rel="noreferrer" href="${escapeHtml(part)}">${escapeHtml(part)}</a>`,
    )
    .join('');
}

// The policy also applies to the frame: no script, and no external picture that would reveal that the mail was read.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'";

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${head}<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body>${body}</body>
</html>
`;
}

function time(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
