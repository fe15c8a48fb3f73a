/** The place of a user in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly role: string;
}

/** Who belongs to which workspace. */
export abstract class Workspaces {
  /** The user's place in `preferred`, else in the workspace joined first; undefined for somebody without any. */
  abstract membership(userId: string, preferred?: string | null): Promise<Membership | undefined>;
}
