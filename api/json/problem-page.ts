import type { Problem } from '#core/contract/pages/problem.ts';
import { escaped, pageEnd, pageHead } from '#core/privacy/export/html.ts';

/** What is wrong, for a person who followed a link to a file: the same words as a page of ours would show, without its scripts. */
export const problemPage = ({ title, detail, next }: Problem): string =>
  `${pageHead(title)}<p>${escaped(detail)}</p>\n<p>${escaped(next)}</p>\n<p><a href="/">UPixel</a></p>\n${pageEnd}`;
