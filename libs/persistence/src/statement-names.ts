import { createHash } from 'node:crypto';

/** More than the fixed statements of any service; queries that are composed, such as searches, may be without end. */
const MOST = 256;
/**
 * Begins a statement whose best plan depends on its values, such as a search for a word that is rare or common: it is
 * planned each time.
 */
export const PLAN_ANEW = '/* plan anew */';
/** As the protocol calls it. */
const UNNAMED = '';

/**
 * Names statements, so that a connection plans each of them once. What comes first gets a name and keeps it; the rest
 * is planned anew each time, because the server keeps every named statement as long as the connection lives.
 */
export function statementNames(most = MOST): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.trimStart().startsWith(PLAN_ANEW)) return UNNAMED;
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= most) return UNNAMED;
    const name = `parley_${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`;
    names.set(sql, name);
    return name;
  };
}
