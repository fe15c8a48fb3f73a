import { All, Controller, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import { Public } from '@parley/service-kit';
import { IdentityConfig } from '../../../identity-config.js';
import { Gate } from '../../application/gate.js';
import { RecordRefusal } from '../../application/record-refusal.js';
import { SignInLimits } from '../../application/sign-in-limits.js';
import { AUTH, type Auth } from '../better-auth/auth.js';
import { AUTH_SECRETS, type AuthSecrets } from '../better-auth/key-encryption.js';
import { authProblem } from './auth-problem.js';
import { authRoutes } from './auth-routes.js';
import type { HttpRequest, HttpResponse } from './http-types.js';
import { readBody } from './read-body.js';
import { sendWebResponse, toWebRequest } from './web-exchange.js';

const PREFIX = '/api/auth';

/** The way in to better-auth: only known routes, only declared members, refusals as problem documents. */
@Public()
@Controller(PREFIX)
export class AuthController {
  // A sign-up holds its transaction while the password is hashed; waiting ones must not hold the pool.
  private readonly signUps = new Gate(2, 200);

  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(AUTH_SECRETS) private readonly secrets: AuthSecrets,
    private readonly limits: SignInLimits,
    private readonly refusals: RecordRefusal,
    private readonly config: IdentityConfig,
  ) {}

  @All('*path')
  async handle(@Req() request: HttpRequest, @Res() response: HttpResponse): Promise<void> {
    const path = request.path.slice(PREFIX.length);
    const route = authRoutes[`${request.method} ${path}`];
    if (!route) throw new NotFoundException();
    const body = route.body && { ...readBody(route.body, request), ...route.fixed };
    const email = body && 'email' in body ? String(body.email) : undefined;
    if (route.guarded) await this.limits.attempt(request.ip ?? '', email);
    const webRequest = toWebRequest(request, this.config.PUBLIC_URL, this.secrets, body);
    const call = (): Promise<Response> => this.auth.handler(webRequest);
    const answer = await (path === '/sign-up/email' ? this.signUps.run(call) : call());
    const text = await answer.text();
    if (answer.ok) {
      sendWebResponse(answer, text, response);
      return;
    }
    const problem = authProblem(answer.status, text);
    if (path === '/sign-in/email' && email !== undefined)
      await this.recordRefusal(request, email, problem.code);
    answer.headers.set('content-type', 'application/problem+json');
    sendWebResponse(answer, JSON.stringify(problem), response);
  }

  private recordRefusal(request: HttpRequest, email: string, reason: string): Promise<void> {
    const userAgent = request.headers['user-agent'];
    return this.refusals.execute({ email, reason, ipAddress: request.ip, userAgent });
  }
}
