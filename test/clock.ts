import pg from 'pg';

export interface DatabaseClock {
  travel(ms: number): Promise<void>;
  now(): Promise<Date>;
  /** Back to real time. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Gives a test's database a clock that can be moved: `now()`, called without a schema in our functions and statements, means
 * this clock in connections made from here on. Column defaults keep real time.
 */
export async function giveClock(databaseUrl: string): Promise<DatabaseClock> {
  // A single connection, so concurrent calls take turns.
  const client = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  client.on('error', () => undefined); // the database is dropped while the connection is idle
  await client.query(`
    CREATE SCHEMA clock;
    CREATE TABLE clock.ahead (by interval NOT NULL);
    INSERT INTO clock.ahead VALUES ('0');
    CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT pg_catalog.now() + by FROM clock.ahead';
  `);
  const { rows } = await client.query('SELECT current_database() AS name');
  await client.query(`ALTER DATABASE ${pg.escapeIdentifier(rows[0].name)} SET search_path = public, clock, pg_catalog`);
  return {
    async travel(ms) {
      await client.query(`UPDATE clock.ahead SET by = by + $1 * interval '1 millisecond'`, [ms]);
    },
    async now() {
      return (await client.query('SELECT clock.now() AS now')).rows[0].now;
    },
    async reset() {
      await client.query(`UPDATE clock.ahead SET by = '0'`);
    },
    close: () => client.end(),
  };
}
