import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI document and its page at `/api/docs`. */
export function publishOpenApi(app: INestApplication): void {
  const description =
    'Talk becomes tasks. Errors are problem documents (RFC 9457); changes of tasks need the ETag that was read; ' +
    'lists are paged by cursor. Sign in for a token at `/api/auth/token`, or send an API key as `x-api-key`.';
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth()
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key' }, 'api-key')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/docs/openapi.json',
    yamlDocumentUrl: 'api/docs/openapi.yaml',
  });
}
