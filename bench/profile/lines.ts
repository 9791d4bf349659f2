import type { Profile } from './measure.ts';
import { profileTable } from './table.ts';

/** Where the time goes, why it is not less, and what less would cost. */
export function profileLines(profile: Profile): string[] {
  return [
    `A CPU profile of the three processes while a hundred people ask for the JPEG, with the queue on ${profile.backend}: ${profile.pictures} pictures, until`,
    'they are posted. What Node does counts for the package that called it: a write to a socket, a hash, a file. Shares of the time that each',
    'process was busy.',
    '',
    profileTable(profile),
    '',
    'Nothing large is left that could go without a promise. What a bare bot (4.6 ms of CPU a picture) has not:',
    '',
    '- *Statements.* A picture asks the database 14 of ours. Together they cost 3.4 ms in our processes, two fifths of it the write to the',
    '  socket, and 6.8 ms in PostgreSQL, two thirds of it within functions; before they went past the Prisma client, prepared (decision 61), 5.4',
    '  and 10.2 ms, both builds at once.',
    '- *The queue on PostgreSQL.* Three jobs a picture, each 0.5 ms in our processes and 1.5 ms in PostgreSQL (1.9 before).',
    '- *The file.* Read from end to end, hashed, sealed, flushed to disk: 1 to 2 ms, most of it beside the main thread.',
    '- *Waiting.* With 50 at once two cores are full: the overhead is what a picture costs, PostgreSQL and the people included, times 50, divided',
    '  by two. One person alone waits for eight statements that cannot overlap (who asks, hold; claim and permission of the run; what the webhook',
    '  said; claim, settlement, claim of the message), and twice for the queue, 3 to 4 ms each: each ends before the next begins, since a kill',
    '  between any two must lose nothing.',
    '',
    'What the next steps would bring, and cost:',
    '',
    '- Settle a prediction and claim its message in one function: a statement and a flush less, 2 ms of a person’s wait. The view of a',
    '  generation, 30 columns of it, then moves from TypeScript into a function whose result must stay for a release.',
    '- Claim a run and permit its creation at once: as much. After a kill every claimed run must then be looked for at the provider, though',
    '  nearly none was sent.',
    '- No events of the queue, which nobody reads: 0.4 ms a job in PostgreSQL, 0.1 ms in our processes, and no lock of all that notify. BullMQ',
    '  cannot be told so; its function would have to be replaced in its own schema, at each update anew.',
    '- Prove a picture without a job: a job less, after the posting. A worker with nothing to do can then no longer help one that is busy.',
    '- The free credits of a day are counted in one row, which each hold locks until it is on disk: with ten connections that is 5 ms of a hold’s',
    '  8 ms. Counting in several rows would let the day’s limit be exceeded by what is under way.',
    '- Verify webhooks with Node’s own HMAC instead of the client library’s: 0.4 ms in the api. Log in batches: a twentieth of the bots’ time,',
    '  and lines lost by a kill.',
    '- For an eighth of the build before, and 2.5 times the bare bot with 50 at once, a picture may cost 8 ms, PostgreSQL included: six',
    '  statements, and no queue between webhook and settlement. That is another product, which holds a run in memory, and loses it with its',
    '  process.',
  ];
}
