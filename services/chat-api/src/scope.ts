/** Whose data a use case may see; every query is made within it. */
export interface Scope {
  readonly workspaceId: string;
  readonly userId: string;
  /** IANA zone in which the user's words are read. */
  readonly zone: string;
  /** BCP 47 tag of the user's language. */
  readonly locale: string;
}
