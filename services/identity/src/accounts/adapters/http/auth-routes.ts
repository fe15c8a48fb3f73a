import {
  ChangePasswordBody,
  NoBody,
  RemoveMemberBody,
  RevokeSessionBody,
  SetActiveWorkspaceBody,
  SignInBody,
  SignUpBody,
  UpdateMemberRoleBody,
  UpdateUserBody,
} from './bodies.js';

/** One endpoint of better-auth that we offer. */
export interface AuthRoute {
  /** What it accepts; a member that is not declared there is refused. Absent for GET. */
  readonly body?: new () => object;
  /** Members that the client may not choose. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Whether it tries a password. */
  readonly guarded?: boolean;
}

/**
 * Everything of better-auth that can be reached; it has more. Invitations are left out until an e-mail address can
 * be proved: whoever signs up first with an address would get the invitations meant for it.
 */
export const authRoutes: Readonly<Record<string, AuthRoute>> = {
  /** Makes an account with a workspace of its own, and signs in. */
  'POST /sign-up/email': { body: SignUpBody, guarded: true },
  /** Signs in; the answer sets the session cookie. */
  'POST /sign-in/email': { body: SignInBody, guarded: true },
  /** Changes the password and ends every other session. */
  'POST /change-password': { body: ChangePasswordBody, fixed: { revokeOtherSessions: true }, guarded: true },
  /** Ends this session. */
  'POST /sign-out': { body: NoBody },
  /** The session and its user, or null. */
  'GET /get-session': {},
  /** The sessions of the account. */
  'GET /list-sessions': {},
  /** Ends one session of the account. */
  'POST /revoke-session': { body: RevokeSessionBody },
  /** Ends every session of the account. */
  'POST /revoke-sessions': { body: NoBody },
  /** Ends every session of the account but this one. */
  'POST /revoke-other-sessions': { body: NoBody },
  /** Changes name, time zone or language. */
  'POST /update-user': { body: UpdateUserBody },
  /** A signed token (JWT) for the rest of the API, good for ten minutes. */
  'GET /token': {},
  /** The keys with which tokens are verified (RFC 7517). */
  'GET /jwks': {},
  /** The workspaces of the account. */
  'GET /organization/list': {},
  /** The members of the active workspace. */
  'GET /organization/list-members': {},
  /** Changes the workspace that new tokens are for. */
  'POST /organization/set-active': { body: SetActiveWorkspaceBody },
  /** Changes the role of a member of the active workspace. */
  'POST /organization/update-member-role': { body: UpdateMemberRoleBody },
  /** Removes a member from the active workspace. */
  'POST /organization/remove-member': { body: RemoveMemberBody },
};
