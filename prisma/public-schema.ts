import type pg from 'pg';

/**
 * Prisma names the schema `public` in every statement; our own SQL and these migrations name none. If the connection's search_path leads elsewhere
 * (set for the role or the database, or by a schema with the role's name), the tables would be split between the two. @throws Error with a sentence
 */
export async function needPublicSchema(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string | null }>('SELECT current_schema() AS schema');
  const schema = rows[0]?.schema;
  if (schema === 'public') return;
  throw new Error(
    `UPixel's tables are in the schema public, and a connection by DATABASE_URL begins in ${schema ?? 'none'}. ` +
      'Set the search_path of its role to public (ALTER ROLE … SET search_path = public), or give it a database of its own.',
  );
}
