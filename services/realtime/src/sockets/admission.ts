import { UnauthenticatedError, type Principal, type TokenVerifier } from '@parley/service-kit';
import type { OpenSocket } from './open-sockets.js';
import { roomOf } from './open-sockets.js';

/** The longest that a timer can wait, in milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Lets a socket in with a token, or renews the one it has. @throws UnauthenticatedError */
export async function admit(socket: OpenSocket, token: unknown, tokens: TokenVerifier): Promise<Principal> {
  const text = typeof token === 'string' ? token : '';
  const principal = await tokens.verify(text);
  const before = socket.data.principal as Principal | undefined;
  if (before && before.userId !== principal.userId) throw new UnauthenticatedError();
  clearTimeout(socket.data.expiry);
  if (before && before.sessionId !== principal.sessionId)
    await socket.leave(roomOf.session(before.sessionId));
  socket.data.principal = principal;
  socket.data.token = text;
  const expiresIn = Math.min(MAX_TIMEOUT_MS, principal.expiresAt * 1000 - Date.now());
  socket.data.expiry = setTimeout(() => {
    socket.disconnect(true);
  }, expiresIn);
  await socket.join([roomOf.user(principal.userId), roomOf.session(principal.sessionId)]);
  return principal;
}
