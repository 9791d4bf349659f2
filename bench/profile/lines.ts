import type { Profile } from './measure.ts';
import { profileTable } from './table.ts';

/** Where the time goes, why it is not less, and what less would cost. */
export function profileLines(profile: Profile): string[] {
  return [
    `A CPU profile of the three processes while a hundred people ask (the queue on ${profile.backend}, ${profile.pictures} pictures of the JPEG), until theirs are posted. What Node does`,
    'counts for the package that called it: a write to a socket, a hash, a file. Shares of the time that each process was busy.',
    '',
    profileTable(profile),
    '',
    'No part is large that could be left out. What a bare bot has not:',
    '',
    '- A picture asks the database 15 statements of ours, and 12 of the queue if that is on PostgreSQL. One costs our process 0.2 to 0.3 ms, of which a',
    '  third is the write to the socket, and PostgreSQL 0.3 to 0.8 ms, half of it within functions. Since the hot ones go past the Prisma client, prepared (decision 61),',
    '  all of a picture’s own statements together cost 3.4 ms and 6.8 ms, measured beside the build before with 5.4 and 10.2 ms. That alone is more than the whole bare',
    '  bot uses (4.6 ms). With 50 at once two cores are full with it: their overhead is the sum of what a picture costs, divided by two, times 50.',
    '- The file is hashed, sealed and flushed to disk: 1 to 2 ms, most of it outside the main thread.',
    '- One person alone waits for five steps of ours that cannot overlap: the hold; submit’s claim, permission and id; the webhook’s note and job; settle’s claim, file and settlement; the',
    '  claim of the message. Each ends on disk before the next begins, because a kill between any two must lose nothing. The queue passes on twice, 2 to 4 ms each.',
    '',
    'What the next steps would bring, and cost:',
    '',
    '- Settle a prediction and claim its message in one function: a statement and a flush less, 2 ms of a person’s wait. The view of a generation, 30 columns of it, then moves from',
    '  TypeScript into a function whose result may not change within a release.',
    '- Claim a run and permit its creation at once: as much. After a kill, every run that was claimed must be looked for at the provider, which takes 10 s, though nearly none was sent.',
    '- Prove a picture without a job: 7 statements of the queue less, after the posting. A worker with nothing to do can then no longer help one that is busy.',
    '- Free credits of the whole service are counted in one row of the day, which each hold locks until it is on disk: 50 holds at once take 60 ms for the last. Counting in',
    '  several rows would let the day’s limit be exceeded, or need a second look at each.',
    '- A driver that sends the next statement before the last is answered (pipelining) would halve the writes; pg has none that a pool can use.',
    '- To reach an eighth of the build before, and 2.5 times the bare bot with 50 at once, a picture may cost 8 ms with PostgreSQL: 6 statements in all, without a queue between',
    '  webhook and settlement. That is another product: one that holds a run in memory until it ends, and loses it with its process.',
  ];
}
