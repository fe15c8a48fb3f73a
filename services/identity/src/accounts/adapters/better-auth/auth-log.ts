import type { LoggerService } from '@nestjs/common';

/** How better-auth's words begin when it turns a request away for where it comes from or leads to. */
const REFUSALS = ['Invalid ', 'Blocked cross-site '];
/** In what the database says to the second of two sign-ups with one address at the same time. */
const ADDRESS_TAKEN = '`users_email_key`';
/** Of a refusal, since it repeats what a stranger sent. */
const LONGEST = 200;

/** What better-auth calls an error, as ours: a request that is refused is none, and nobody has to act. */
export function authLog(logger: Pick<LoggerService, 'warn' | 'error'>) {
  return (_level: string, message: string, ...details: unknown[]): void => {
    const isTaken = details.some((detail) => String(detail).includes(ADDRESS_TAKEN));
    if (isTaken || REFUSALS.some((start) => message.startsWith(start)))
      logger.warn({ msg: 'A request was refused.', reason: message.slice(0, LONGEST) });
    else logger.error({ msg: message, details: details.map(String) });
  };
}
