import { z } from 'zod';

/** A person is waiting at a page that loads. */
const patienceMs = 5_000;

interface Exchange {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

const answered = z.object({ access_token: z.string().min(1) });

/**
 * Exchanges the code that a person came back with (RFC 6749, section 4.1.3), as better-auth would, but gives up after as long as a person waits: the
 * library sets no limit of its own.
 */
export const tokenBy =
  ({ tokenUrl, clientId, clientSecret }: Exchange) =>
  async (came: { code: string; redirectURI: string; codeVerifier?: string | undefined }) => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: came.code,
      redirect_uri: came.redirectURI,
      client_id: clientId,
      client_secret: clientSecret,
      ...(came.codeVerifier === undefined ? {} : { code_verifier: came.codeVerifier }),
    });
    const headers = { accept: 'application/json' };
    const said = await ask(tokenUrl, { method: 'POST', headers, body, redirect: 'error' });
    return { accessToken: answered.parse(said).access_token };
  };

/** Whose token it is. Undefined if the chat does not say. */
export async function whoIs<Person>(
  url: string,
  token: string | undefined,
  shape: z.ZodType<Person>,
): Promise<Person | undefined> {
  const said = await ask(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  return shape.safeParse(said).data;
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`The chat answered ${response.status} when asked who signs in`);
  return response.json();
}
