import { expect, test } from 'vitest';
import { facts } from '#core/metrics/catalogue.ts';
import { serveMetrics } from '#core/metrics/serve.ts';
import { startWorker } from '../worker/start.ts';
import { onBothBackends } from './backends.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';

/** What Prometheus would scrape now: `name{labels}` → value. */
async function scrape(port: string | undefined): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

onBothBackends((world) => {
  test('tells how things stand, on a port of its own', async () => {
    const { METRICS_PORT, PORT, BOTS_PORT, WORKER_PORT } = world().env;
    const seen = await scrape(METRICS_PORT);
    expect(seen.get('upixel_database_up')).toBe(1);
    expect(seen.get('upixel_queue_up')).toBe(1);
    expect(seen.get('upixel_role{role="worker"}')).toBe(1);
    expect(seen.get('upixel_queue_jobs{job="submit",state="waiting"}')).toBe(0);
    expect(seen.get('upixel_generations_open{status="queued"}')).toBe(0);
    // A counter of something that has not happened yet is 0, not missing: otherwise Prometheus sees no rise.
    expect(seen.get('upixel_deliveries_total{platform="slack",rung="undelivered"}')).toBe(0);
    expect(seen.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    for (const port of [PORT, BOTS_PORT, WORKER_PORT])
      expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).not.toContain('upixel_queue_jobs');
    for (const port of [PORT, BOTS_PORT, WORKER_PORT])
      await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    const ready = await fetch(`http://127.0.0.1:${WORKER_PORT}/health/ready`);
    expect(await ready.json()).toMatchObject({ sweep: expect.stringMatching(/^ok: last ended \d{4}-/) });
  });

  test('counts what people ask for, what they get, and what goes wrong outside', async () => {
    const { discord, replicate } = world();
    const [ada, grace] = [discordPerson(world()), slackPerson(world())];
    replicate.faults.add({ on: /^POST .*predictions$/, do: { type: 'rateLimit', retryAfterS: 1 }, times: 1 });
    await ada.imagine({ prompt: 'a fox' });
    await ada.sees('the picture', ({ images }) => images.length === 1);
    await grace.imagine('an owl');
    await grace.sees('the picture', ({ images }) => images.length === 1);
    discord.faults.add({ on: /^PATCH .*@original$/, do: { type: 'answer', status: 500 }, times: 1 });
    await grace.imagine('a fox --size nowhere');
    await ada.imagine({ prompt: 'another fox' });
    await ada.sees('the other picture', ({ images, text }) => images.length === 1 && text.includes('another'));
    await fetch(`http://127.0.0.1:${world().env.PORT}/webhooks/stripe`, { method: 'POST', body: '{}' });

    const deliveries = (seen: Map<string, number>, platform: string) =>
      (seen.get(`upixel_deliveries_total{platform="${platform}",rung="reply"}`) ?? 0) +
      (seen.get(`upixel_deliveries_total{platform="${platform}",rung="channel"}`) ?? 0);
    let seen = new Map<string, number>();
    const value = (name: string) => seen.get(name) ?? 0;
    // People see a picture a moment before the database records that; nobody waited for the refusal and the audit.
    await expect
      .poll(async () => {
        seen = await scrape(world().env.METRICS_PORT);
        const refused = value('upixel_refusals_total{platform="slack",code="bad_options"}');
        const isFresh = (seen.get('upixel_schedule_age_seconds{schedule="sweep"}') ?? Number.NaN) < 10;
        const faults = seen.get('upixel_ledger_faults');
        return { deliveries: [deliveries(seen, 'discord'), deliveries(seen, 'slack')], refused, isFresh, faults };
      })
      .toEqual({ deliveries: [2, 1], refused: 1, isFresh: true, faults: 0 });
    for (const platform of ['discord', 'slack']) {
      expect(value(`upixel_acknowledgements_total{platform="${platform}",outcome="done"}`)).toBeGreaterThan(0);
      expect(value(`upixel_acknowledgement_seconds_count{platform="${platform}"}`)).toBeGreaterThan(0);
      expect(value(`upixel_answers_total{platform="${platform}",outcome="done"}`)).toBeGreaterThan(0);
      expect(value(`upixel_chat_connected{platform="${platform}"}`)).toBe(1);
    }
    expect(value('upixel_answers_total{platform="slack",outcome="refused"}')).toBe(1);
    expect(value('upixel_refusals_total{platform="slack",code="bad_options"}')).toBe(1);
    expect(value('upixel_generations_total{outcome="succeeded"}')).toBe(3);
    expect(value('upixel_provider_errors_total{code="rate_limited"}')).toBeGreaterThan(0);
    expect(value('upixel_vendor_errors_total{vendor="discord",code="500"}')).toBeGreaterThan(0);
    expect(value('upixel_webhooks_total{vendor="stripe",outcome="refused"}')).toBe(1);
    expect(value('upixel_webhooks_total{vendor="replicate",outcome="taken"}')).toBeGreaterThan(0);
    expect(value('upixel_jobs_total{job="submit",outcome="done"}')).toBeGreaterThan(0);
    expect(value('upixel_schedule_runs_total{schedule="sweep",outcome="done"}')).toBeGreaterThan(0);
    expect(value('upixel_unpaid_credits')).toBeGreaterThan(0);
    const names = [...seen.keys()];
    for (const { name } of Object.values(facts)) expect(names.filter((each) => each.startsWith(name))).not.toEqual([]);
  });

  test('a port that is taken is named with the variable that chooses another', async () => {
    await expect(serveMetrics(world().deps, [])).rejects.toThrow(/Port \d+ is in use.*METRICS_PORT/);
    await expect(startWorker(world().deps)).rejects.toThrow(/Port \d+ is in use.*WORKER_PORT/);
  });
});
