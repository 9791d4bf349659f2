/** The table of everything that is kept, made from the data map. Until there is one, the text says it in words. */
export function DataMap() {
  return null;
}
