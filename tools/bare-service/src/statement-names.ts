/** Names statements, so that a connection plans each of them once, as the product's do. */
export function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const name = names.get(sql) ?? `bare_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
