import { Prisma } from '../../generated/prisma/client.js';
import { escapeLike } from './filter-sql.js';

const title = Prisma.sql`split_part(folded, E'\n', 1)`;

/**
 * How well a task fits the words of a filter, as a whole number so that a page can begin after it: per word 4 for the
 * whole title, 3 for its beginning, 2 for the beginning of a word in it, 1 for a part of it, 0 for the notes.
 * @param words folded, at least one
 */
export function relevanceSql(words: readonly string[]): Prisma.Sql {
  const scores = words.map((word) => {
    const like = escapeLike(word);
    return Prisma.sql`CASE WHEN ${title} = ${word} THEN 4 WHEN ${title} LIKE ${`${like}%`} THEN 3
      WHEN ${title} LIKE ${`% ${like}%`} THEN 2 WHEN ${title} LIKE ${`%${like}%`} THEN 1 ELSE 0 END`;
  });
  return Prisma.sql`(${Prisma.join(scores, ' + ')})`;
}
