import ts from 'typescript';
import { commentOf, decorationsOf, literalOf, type Decoration } from './ast.ts';
import type { Schema } from './constraints.ts';
import type { Schemas } from './schemas.ts';
import type { Sources } from './sources.ts';

/** One operation of the API, as OpenAPI describes it. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly description: Readonly<Record<string, unknown>>;
}

const METHODS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/** The routes of the controllers in `sources`. Commands and events, which only the sidecar may send, are none. */
export function controllerOperations({ checker, edges }: Sources, schemas: Schemas): Operation[] {
  return edges.flatMap((file) =>
    file.statements.filter(ts.isClassDeclaration).flatMap((controller) => {
      const decorations = decorationsOf(controller);
      const prefix = decorations.find(({ name }) => name === 'Controller');
      if (!prefix) return [];
      const base = String(literalOf(checker, prefix.args[0]) ?? '');
      return controller.members.filter(ts.isMethodDeclaration).flatMap((method) => {
        const route = decorationsOf(method).find(({ name }) => METHODS.has(name));
        if (!route) return [];
        const path = pathOf(base, String(literalOf(checker, route.args[0]) ?? ''));
        const tag = (controller.name?.text ?? '').replace(/Controller$/, '');
        const described = describe(checker, schemas, method, route);
        return [
          {
            path,
            method: route.name.toLowerCase(),
            description: {
              tags: [tag.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()],
              operationId: `${tag}.${method.name.getText()}`,
              ...described,
              ...securityOf(decorations),
            },
          },
        ];
      });
    }),
  );
}

function pathOf(base: string, rest: string): string {
  return `/${[base, rest].join('/')}`
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .replace(/:(\w+)/g, '{$1}');
}

function describe(
  checker: ts.TypeChecker,
  schemas: Schemas,
  method: ts.MethodDeclaration,
  route: Decoration,
): Readonly<Record<string, unknown>> {
  const [, summary, description] =
    /^(.*?\.)(?:\s+(?=[A-Z\d])(.*))?$/s.exec(commentOf(checker, checker.getSymbolAtLocation(method.name))) ??
    [];
  const parameters = method.parameters.flatMap((parameter) => parametersOf(checker, schemas, parameter));
  const body = method.parameters.find((parameter) =>
    decorationsOf(parameter).some(({ name }) => name === 'Body'),
  );
  // Whoever takes the request itself reads its body as a file.
  const file = method.parameters.some((parameter) =>
    decorationsOf(parameter).some(({ name }) => name === 'Req'),
  );
  const decorations = decorationsOf(method);
  const code = decorations.find(({ name }) => name === 'HttpCode');
  const status = literalOf(checker, code?.args[0]) ?? (route.name === 'Post' ? 201 : 200);
  return {
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: jsonBody(schemas.of(checker.getTypeAtLocation(body))) }),
    ...(file && { requestBody: fileBody }),
    responses: { [status]: answer(checker, schemas, method, decorations), default: problem },
  };
}

/** Refusals are the same everywhere. */
export const problem = { $ref: '#/components/responses/Problem' };

const binary = { schema: { type: 'string', format: 'binary' } };
const fileBody = { required: true, content: { 'application/octet-stream': binary } };

export function jsonBody(schema: Schema): Readonly<Record<string, unknown>> {
  return { required: true, content: { 'application/json': { schema } } };
}

function answer(
  checker: ts.TypeChecker,
  schemas: Schemas,
  method: ts.MethodDeclaration,
  decorations: readonly Decoration[],
): Readonly<Record<string, unknown>> {
  const signature = checker.getSignatureFromDeclaration(method);
  const returned = signature && checker.getReturnTypeOfSignature(signature);
  const type = returned && (checker.getAwaitedType(returned) ?? returned);
  const header = decorations.find(
    ({ name, args }) => name === 'Header' && literalOf(checker, args[0]) === 'content-type',
  );
  if (header) {
    const contentType = String(literalOf(checker, header.args[1]));
    return { description: 'Done.', content: { [contentType]: { schema: { type: 'string' } } } };
  }
  // A file says itself what it is.
  if (type?.getSymbol()?.name === 'StreamableFile') {
    return { description: 'Done.', content: { '*/*': binary } };
  }
  return { description: 'Done.', content: { 'application/json': { schema: type ? schemas.of(type) : {} } } };
}

function parametersOf(
  checker: ts.TypeChecker,
  schemas: Schemas,
  parameter: ts.ParameterDeclaration,
): Readonly<Record<string, unknown>>[] {
  const type = checker.getTypeAtLocation(parameter);
  return decorationsOf(parameter).flatMap(({ name, args }): Readonly<Record<string, unknown>>[] => {
    const named = literalOf(checker, args[0]);
    const optional = parameter.questionToken !== undefined;
    if (name === 'Param') {
      const uuid = args.some((arg) => arg.getText() === 'UuidPipe');
      return [
        {
          name: named,
          in: 'path',
          required: true,
          schema: { type: 'string', ...(uuid && { format: 'uuid' }) },
        },
      ];
    }
    if (name === 'Headers')
      return [{ name: named, in: 'header', required: !optional, schema: { type: 'string' } }];
    if (name !== 'Query') return [];
    return schemas.properties(type).map(({ name: member, schema: { description, ...schema }, required }) => ({
      name: member,
      in: 'query',
      required,
      ...(description !== undefined && { description }),
      schema,
    }));
  });
}

/** Everything needs a token or a key, unless the controller says otherwise. */
function securityOf(decorations: readonly Decoration[]): Readonly<Record<string, unknown>> {
  if (!decorations.some(({ name }) => name === 'Public')) return {};
  const guards = decorations
    .filter(({ name }) => name === 'UseGuards')
    .flatMap(({ args }) => args.map((arg) => arg.getText()));
  if (guards.includes('OperatorGuard')) return { security: [{ operator: [] }] };
  return { security: guards.includes('SessionGuard') ? [{ session: [] }] : [] };
}
