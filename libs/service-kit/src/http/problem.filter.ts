import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isDomainError } from '@parley/kernel';
import { isDatabaseUnavailable } from '@parley/persistence';
import { randomUUID } from 'node:crypto';
import { problemOf, type Problem } from './problem.js';

/** The parts of an Express response that this filter uses. */
interface Response {
  readonly headersSent: boolean;
  status(code: number): Response;
  setHeader(name: string, value: string): Response;
  end(body: string): void;
}

/** Answers every failure of the HTTP API with a problem document (RFC 9457); details of faults stay in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') {
      this.logger.error({ msg: 'A handler outside of HTTP failed.', context: host.getType(), err: error });
      return;
    }
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    const problem = this.problem(error);
    response.status(problem.status).setHeader('content-type', 'application/problem+json');
    if (problem.status === 503) response.setHeader('retry-after', '2');
    if (typeof problem.retryAfter === 'number') response.setHeader('retry-after', String(problem.retryAfter));
    if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
    response.end(JSON.stringify(problem));
  }

  private problem(error: unknown): Problem {
    if (isDomainError(error)) {
      return problemOf(error.kind, error.code, error.message, { ...error.details, errors: error.fields });
    }
    if (isDatabaseUnavailable(error)) {
      this.logger.warn({ msg: 'The database did not answer.', err: error });
      return problemOf(
        'unavailable',
        'database.unavailable',
        'The database did not answer. Try again shortly.',
      );
    }
    const status = statusOf(error);
    if (status !== undefined && status < 500) return clientProblem(status, error);
    const errorId = randomUUID();
    this.logger.error({ msg: 'A request failed.', errorId, err: error });
    return {
      type: 'https://parley.dev/problems/internal',
      title: 'Internal error',
      status: 500,
      detail: `Something went wrong here. Report it with id ${errorId}.`,
      code: 'internal',
      errorId,
    };
  }
}

/** Status of Nest's exceptions and of those that the body parser raises. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
}

function clientProblem(status: number, error: unknown): Problem {
  const type = (error as { type?: unknown }).type;
  if (status === 413) return problemOf('too-large', 'body.too-large', 'The request body is too large.');
  if (
    type === 'entity.parse.failed' ||
    (status === 400 && error instanceof HttpException && /JSON/.test(error.message))
  ) {
    return problemOf('malformed', 'body.malformed', 'The request body is not valid JSON.');
  }
  if (status === 404) return problemOf('not-found', 'route.unknown', 'There is nothing at this address.');
  const detail = error instanceof Error ? error.message : 'The request was refused.';
  return { ...problemOf('malformed', 'request.refused', detail), status };
}
