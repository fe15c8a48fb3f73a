import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf, StackError } from '../errors.ts';

/** What `services/<name>/service.json` says. */
export interface ServiceDefinition {
  /** Name of the folder. */
  readonly name: string;
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly appId: string;
  /** `node` runs `dist/main.js`; `static` is a built web UI in `dist`. */
  readonly kind: 'node' | 'static';
  /** Name of its database and of the role that owns it. */
  readonly database?: string;
  /** Path prefixes of its public HTTP port. */
  readonly routes: readonly string[];
  /** Those of its routes that take files, of up to 10 MB, and not only short JSON. */
  readonly uploads: readonly string[];
  /** Names of random secrets it needs beside its database, e.g. `identity-auth`. */
  readonly secrets: readonly string[];
}

/** All services below `dir`, or those named, sorted by name. @throws StackError for an unreadable definition */
export function readServices(dir: string, names?: readonly string[]): ServiceDefinition[] {
  const found = existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => existsSync(path.join(dir, name, 'service.json')))
        .sort()
    : [];
  const missing = names?.filter((name) => !found.includes(name)) ?? [];
  if (missing.length > 0) {
    throw new StackError(
      `There is no service ${missing.join(', ')} in ${dir}.`,
      `There are: ${found.join(', ')}.`,
    );
  }
  return found
    .filter((name) => names?.includes(name) ?? true)
    .map((name) => readService(path.join(dir, name)));
}

/** The definition in one folder. */
export function readService(folder: string): ServiceDefinition {
  const file = path.join(folder, 'service.json');
  try {
    return parseService(folder, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new StackError(`${file}: ${messageOf(error)}`, 'tools/stack/README.md describes this file.');
  }
}

/** Checks the content of a `service.json`. */
export function parseService(folder: string, json: unknown): ServiceDefinition {
  if (typeof json !== 'object' || json === null) throw new Error('must be an object');
  const { appId, kind, database, routes = [], uploads = [], secrets = [] } = json as Record<string, unknown>;
  if (typeof appId !== 'string' || !/^[a-z][a-z0-9-]{0,62}$/.test(appId)) {
    throw new Error('"appId" must be lower-case letters, digits and dashes');
  }
  if (kind !== 'node' && kind !== 'static') throw new Error('"kind" must be "node" or "static"');
  if (database !== undefined && (typeof database !== 'string' || !/^[a-z][a-z0-9_]{0,62}$/.test(database))) {
    throw new Error('"database" must be lower-case letters, digits and underscores');
  }
  if (!isStrings(routes) || routes.some((route) => !route.startsWith('/'))) {
    throw new Error('"routes" must be paths that begin with "/"');
  }
  if (!isStrings(uploads) || uploads.some((upload) => !routes.includes(upload))) {
    throw new Error('"uploads" must be among "routes"');
  }
  if (!isStrings(secrets)) throw new Error('"secrets" must be names');
  const name = path.basename(folder);
  const more = database === undefined ? {} : { database };
  return { name, folder, appId, kind, routes, uploads, secrets, ...more };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
