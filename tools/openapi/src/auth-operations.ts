import ts from 'typescript';
import { commentOf } from './ast.ts';
import { jsonBody, problem, type Operation } from './operations.ts';
import type { Schemas } from './schemas.ts';
import type { Sources } from './sources.ts';

const PREFIX = '/api/auth';
/** Needs no session: whoever calls it has none yet, or it is public by nature. */
const OPEN = new Set(['/sign-up/email', '/sign-in/email', '/get-session', '/jwks']);

/** The endpoints of better-auth that `authRoutes` lets through. What they answer is better-auth's own. */
export function authOperations({ checker, edges }: Sources, schemas: Schemas): Operation[] {
  return edges.flatMap((file) =>
    file.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .filter((declaration) => declaration.name.getText() === 'authRoutes')
      .flatMap(({ initializer }) =>
        initializer && ts.isObjectLiteralExpression(initializer) ? [...initializer.properties] : [],
      )
      .filter(ts.isPropertyAssignment)
      .map((property) => operation(checker, schemas, property)),
  );
}

function operation(checker: ts.TypeChecker, schemas: Schemas, property: ts.PropertyAssignment): Operation {
  const key = ts.isStringLiteral(property.name) ? property.name.text : '';
  const [method = '', path = ''] = key.split(' ');
  const summary = commentOf(checker, checker.getSymbolAtLocation(property.name));
  const body = bodyOf(checker, property.initializer);
  return {
    path: `${PREFIX}${path}`,
    method: method.toLowerCase(),
    description: {
      tags: ['auth'],
      operationId: `Auth.${path.slice(1)}`,
      ...(summary && { summary }),
      ...(body && { requestBody: jsonBody(schemas.of(body)) }),
      responses: {
        200: { description: 'Done.', content: { 'application/json': { schema: {} } } },
        default: problem,
      },
      security: OPEN.has(path) ? [] : [{ session: [] }],
    },
  };
}

function bodyOf(checker: ts.TypeChecker, route: ts.Expression): ts.Type | undefined {
  if (!ts.isObjectLiteralExpression(route)) return undefined;
  const member = route.properties.find(
    (property): property is ts.PropertyAssignment =>
      ts.isPropertyAssignment(property) && property.name.getText() === 'body',
  );
  if (!member) return undefined;
  const [constructor] = checker.getTypeAtLocation(member.initializer).getConstructSignatures();
  const type = constructor?.getReturnType();
  return type && type.getProperties().length > 0 ? type : undefined;
}
