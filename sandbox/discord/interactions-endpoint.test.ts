import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { REST } from '@discordjs/rest';
import { Routes } from 'discord.js';
import type { APIInteraction } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { checkAgainstSpec } from './spec-check.ts';
import { type Bot, startBot } from './testing.ts';

let bot: Bot;
let rest: REST;
let server: Server;
let url: string;
/** The app's answer to a signed interaction. */
let answer: (interaction: APIInteraction) => Promise<object | undefined>;
let isCareless = false;

beforeAll(async () => {
  bot = await startBot(() => {});
  rest = new REST({ api: bot.discord.apiUrl }).setToken(bot.discord.token);
  await rest.post(Routes.applicationCommands(bot.discord.applicationId), {
    body: { name: 'imagine', description: 'x' },
  });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (!isCareless && !isSigned(body, request.headers)) return void response.writeHead(401).end();
    const interaction = JSON.parse(body.toString()) as APIInteraction;
    const said = interaction.type === 1 ? { type: 1 } : await answer(interaction);
    if (!said) return void response.writeHead(202).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}/` : '';
});
afterEach(() => {
  isCareless = false;
});
afterAll(async () => {
  server.close();
  await bot.close();
});

function isSigned(body: Buffer, headers: Record<string, string | string[] | undefined>): boolean {
  const x = Buffer.from(bot.discord.publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signed = Buffer.concat([Buffer.from(String(headers['x-signature-timestamp'])), body]);
  return verify(null, signed, key, Buffer.from(String(headers['x-signature-ed25519']), 'hex'));
}

const type = () => {
  const { people } = bot.discord;
  const channelId = people.guilds[0]?.channels[0]?.id ?? '';
  return people.runCommand({ userId: people.users[0]?.id ?? '', channelId, name: 'imagine' });
};

it('takes only an address that answers a ping and refuses bad signatures, and looks again now and then', async () => {
  isCareless = true;
  const body = { interactions_endpoint_url: url };
  await expect(rest.patch(Routes.currentApplication(), { body })).rejects.toMatchObject({ code: 50035 });
  isCareless = false;
  expect(await rest.patch(Routes.currentApplication(), { body })).toMatchObject(body);
  expect(await bot.discord.checkInteractionsEndpoint()).toBe(true);
  isCareless = true;
  expect(await bot.discord.checkInteractionsEndpoint()).toBe(false);
  expect(await rest.get(Routes.currentApplication())).toMatchObject({ interactions_endpoint_url: null });
  expect(checkAgainstSpec(bot.discord.exchanges)).toEqual([]);
});

it('sends interactions there and nowhere else, and takes the answer either way', async () => {
  await bot.discord.setInteractionsEndpoint(url);
  const heard: string[] = [];
  bot.client.on('interactionCreate', ({ id }) => heard.push(id));
  answer = async () => ({ type: 4, data: { content: 'at once' } });
  expect((await (await type()).reply()).content).toBe('at once');
  answer = async ({ id, token }) => {
    const body = { type: 4, data: { content: 'by the callback' } };
    await rest.post(Routes.interactionCallback(id, token), { auth: false, body });
    return undefined;
  };
  expect((await (await type()).reply()).content).toBe('by the callback');
  let asked = 0;
  answer = async () => {
    asked += 1;
    return { type: 99 };
  };
  const refused = await type();
  await expect.poll(() => asked).toBe(1);
  bot.discord.faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'badSignature' } });
  const forged = await type();
  bot.discord.clock.advance(3_000);
  for (const lost of [refused, forged]) await expect(lost.acknowledged).rejects.toThrow('did not respond');
  expect([heard, asked]).toEqual([[], 1]);
});
