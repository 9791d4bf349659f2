/** Sends to the API what a program sends, with its key. */
export async function sendByKey(
  url: string,
  key: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
) {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: Json = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json };
}
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Json = any;
