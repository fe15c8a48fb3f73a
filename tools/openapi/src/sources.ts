import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The services that answer the public API. */
const SERVICES = ['audit', 'chat-api', 'identity', 'notification'] as const;

/** The code that answers the public API, with its types. Libraries are read as they were built. */
export interface Sources {
  readonly checker: ts.TypeChecker;
  /** Files that say what can be asked, in a fixed order. */
  readonly edges: readonly ts.SourceFile[];
  /** All files of our own that they use. */
  readonly files: readonly ts.SourceFile[];
}

/** Where the document is kept, and from where it is served. */
export const documentFile = path.join(ROOT, 'services/chat-api/openapi.json');

/** Reads the services' code. @throws Error when it cannot be resolved, e.g. because nothing was built */
export function readServices(): Sources {
  return readSources(
    SERVICES.flatMap((service) => edgesIn(path.join(ROOT, 'services', service, 'src'))).sort(),
  );
}

/** @param rootNames files with controllers @throws Error when an import of theirs cannot be resolved */
export function readSources(rootNames: readonly string[]): Sources {
  const base = path.join(ROOT, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(base, (file) => ts.sys.readFile(file)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram({ rootNames, options: { ...options, noEmit: true, composite: false } });
  const edges = rootNames.flatMap((name) => program.getSourceFile(name) ?? []);
  const broken = edges.flatMap((file) => [...program.getSemanticDiagnostics(file)]).at(0);
  if (broken) throw new Error(ts.formatDiagnostic(broken, FORMAT));
  const files = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('/node_modules/'));
  return { checker: program.getTypeChecker(), edges, files };
}

const FORMAT: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => ROOT,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

function edgesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.controller\.ts$|\/auth-routes\.ts$/.test(name))
    .map((name) => path.join(folder, name));
}
