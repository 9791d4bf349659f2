import { Fragment, type ReactNode } from 'react';

/** One kind of markup: where it can begin, and what it becomes. The first matching rule wins. */
export interface InlineRule {
  pattern: RegExp;
  /** `inside` parses the text between the marks. */
  show: (match: RegExpExecArray, inside: (text: string) => ReactNode) => ReactNode;
}

/** Walks through the text; each rule's pattern is sticky, which anchors it. */
export function parseInline(text: string, rules: readonly InlineRule[]): ReactNode {
  const parts: ReactNode[] = [];
  let plain = '';
  let at = 0;
  const inside = (inner: string) => parseInline(inner, rules);
  const flush = () => {
    if (plain) parts.push(plain);
    plain = '';
  };
  while (at < text.length) {
    const hit = firstMatch(text, at, rules);
    if (hit) {
      flush();
      parts.push(hit.rule.show(hit.match, inside));
      at += hit.match[0].length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  // The parts have no identity except their position.
  return parts.map((part, index) => <Fragment key={String(index)}>{part}</Fragment>);
}

function firstMatch(text: string, at: number, rules: readonly InlineRule[]) {
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match && match[0].length > 0) return { rule, match };
  }
  return undefined;
}

export const link = (url: string, label: ReactNode) =>
  /^(https?:|mailto:)/i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  ) : (
    label
  );
