import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { Answer } from '#sandbox/kit/serve.ts';

const styles = `
  :root { color-scheme: light dark; --line: #8886; --soft: #8881; --accent: #5b54d6; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 24px 16px 48px; max-width: 560px; font: 16px/1.5 system-ui, sans-serif; }
  h1 { font-size: 22px; margin: 16px 0 4px; } h2 { font-size: 17px; margin: 28px 0 8px; }
  a { color: inherit; }
  .sandbox { border: 1px dashed var(--line); border-radius: 8px; padding: 8px 12px; margin: 0; }
  .error { border: 1px solid #c33; border-radius: 8px; padding: 8px 12px; }
  .soft { opacity: .75; margin: 0 0 12px; }
  table { width: 100%; border-collapse: collapse; margin: 12px 0; } td, th { padding: 6px 0; border-bottom: 1px solid var(--line); text-align: left; }
  td:last-child, th:last-child { text-align: right; }
  fieldset { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; margin: 12px 0; }
  fieldset label { display: block; padding: 5px 0; }
  input[type=email] { width: 100%; padding: 8px; font: inherit; margin-bottom: 8px; }
  button { font: inherit; padding: 9px 16px; margin: 4px 8px 4px 0; border: 1px solid var(--line); border-radius: 8px; background: none; color: inherit; cursor: pointer; }
  button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
// No script at all. Forms lead to the product's pages, so form-action is left open.
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** A page of the stand-in, which always says so. */
export function html(title: string, body: string, status = 200): Answer {
  const text = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${styles}</style></head>
<body><header class="sandbox">This is the sandbox, not Stripe. No money moves, and no card number is asked for.</header>
<main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return { status, headers, body: text };
}

export const redirect = (location: string): Answer => ({ status: 303, headers: { location } });

export const errorBox = (message: string | undefined) =>
  message ? `<p class="error" role="alert">${escapeHtml(message)}</p>` : '';
