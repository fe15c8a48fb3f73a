import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ServiceConfig } from './service-config.js';

/** A variable is missing or wrong; the message names each. */
export class ConfigError extends Error {}

/**
 * Reads the environment into a typed object.
 * @throws ConfigError that names every variable at fault
 */
export function loadConfig<T extends ServiceConfig>(type: new () => T, env: NodeJS.ProcessEnv): T {
  const known = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const config = plainToInstance(type, known, { exposeDefaultValues: true });
  const problems = validateSync(config, { whitelist: true }).map(({ property, constraints, value }) => {
    const reasons = Object.values(constraints ?? {}).map((text) => text.replace(`${property} `, ''));
    return `  ${property}=${value === undefined ? '(not set)' : JSON.stringify(value)}: ${reasons.join(', ')}`;
  });
  if (problems.length > 0) throw new ConfigError(`The configuration is not valid:\n${problems.join('\n')}`);
  return config;
}
