/** A key as its owner sees it. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

/** A key with what decides about its use. */
export interface OwnedApiKey extends ApiKey {
  readonly userId: string;
  readonly workspaceId: string;
  readonly owner: { readonly name: string; readonly timeZone: string; readonly locale: string };
}

/** A key to be kept. */
export type NewApiKey = Omit<OwnedApiKey, 'owner' | 'enabled' | 'lastUsedAt'> & { readonly digest: string };

/** The keys of all users; every reading and removing but that by digest is within one user. */
export abstract class ApiKeys {
  /** Newest first. */
  abstract listOf(userId: string): Promise<ApiKey[]>;
  abstract byDigest(digest: string): Promise<OwnedApiKey | undefined>;
  /** Locks the user's keys, so that no other request adds one meanwhile. @returns how many there are */
  abstract countLocked(userId: string): Promise<number>;
  abstract add(key: NewApiKey): Promise<void>;
  /** @returns the workspace of the removed key; undefined if the user has no such key */
  abstract remove(userId: string, id: string): Promise<string | undefined>;
  abstract used(id: string, at: Date): Promise<void>;
}
