/** Stands for it in a document that the build drew: the server puts its own in its place (api/web/documents.ts). */
const mark = 'https://own.origin.invalid';

/** The origin of this site: where its API is. */
export const ownOrigin = (): string => (typeof location === 'undefined' ? mark : location.origin);
