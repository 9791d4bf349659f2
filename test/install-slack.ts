import type { World } from './world.ts';

/** Somebody allows the install on Slack's page, for a workspace or a whole organization. Returns the page that they end on. */
export async function installSlack(world: World, where: string): Promise<Response> {
  const away = await fetch(`http://127.0.0.1:${world.env.BOTS_PORT}/slack/install`, { redirect: 'manual' });
  const cookie = (away.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(away.headers.get('location') ?? '');
  const body = new URLSearchParams(authorize.search);
  body.set('team', where);
  body.set('choice', 'allow');
  const back = await fetch(authorize.origin + authorize.pathname, { method: 'POST', body, redirect: 'manual' });
  return fetch(back.headers.get('location') ?? '', { headers: { cookie }, redirect: 'manual' });
}
