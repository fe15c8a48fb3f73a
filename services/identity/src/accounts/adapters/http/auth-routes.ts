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
  'POST /sign-up/email': { body: SignUpBody, guarded: true },
  'POST /sign-in/email': { body: SignInBody, guarded: true },
  'POST /change-password': { body: ChangePasswordBody, fixed: { revokeOtherSessions: true }, guarded: true },
  'POST /sign-out': { body: NoBody },
  'GET /get-session': {},
  'GET /list-sessions': {},
  'POST /revoke-session': { body: RevokeSessionBody },
  'POST /revoke-sessions': { body: NoBody },
  'POST /revoke-other-sessions': { body: NoBody },
  'POST /update-user': { body: UpdateUserBody },
  'GET /token': {},
  'GET /jwks': {},
  'GET /organization/list': {},
  'GET /organization/list-members': {},
  'POST /organization/set-active': { body: SetActiveWorkspaceBody },
  'POST /organization/update-member-role': { body: UpdateMemberRoleBody },
  'POST /organization/remove-member': { body: RemoveMemberBody },
};
