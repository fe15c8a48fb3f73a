import type { LoggerService } from '@nestjs/common';

/** How better-auth's words begin when it turns a request away for where it comes from or leads to. */
const REFUSALS = ['Invalid ', 'Blocked cross-site '];
/** Of a refusal, since it repeats what a stranger sent. */
const LONGEST = 200;

/** What better-auth calls an error, as ours: a request that is refused is none, and nobody has to act. */
export function authLog(logger: Pick<LoggerService, 'warn' | 'error'>) {
  return (_level: string, message: string, ...details: unknown[]): void => {
    if (REFUSALS.some((start) => message.startsWith(start)))
      logger.warn({ msg: 'A request was refused.', reason: message.slice(0, LONGEST) });
    else logger.error({ msg: message, details: details.map(String) });
  };
}
