import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785) of a JSON value. Half of a surrogate pair, which has no UTF-8 form, becomes U+FFFD. */
export function canonicalJson(value: unknown): string {
  return canonicalize(wellFormed(value)) ?? 'null';
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]),
  );
}
