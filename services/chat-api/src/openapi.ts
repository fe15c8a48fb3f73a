import type { NestExpressApplication } from '@nestjs/platform-express';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const PAGE = '/api/docs';
/** Describes every service; `npm run reference -w @parley/openapi` writes it from their code. */
const DOCUMENT = path.join(import.meta.dirname, '../openapi.json');

/** The page's own start-up script names a document elsewhere. */
const START = `window.ui = SwaggerUIBundle({
  url: '${PAGE}/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'BaseLayout',
});
`;

interface Answer {
  type(contentType: string): Answer;
  send(text: string): void;
  sendFile(file: string): void;
}

/** Serves the document of the public API and a page that shows it at `/api/docs`; both are read when asked for. */
export function publishOpenApi(app: NestExpressApplication): void {
  const http = app.getHttpAdapter();
  http.get(`${PAGE}/openapi.json`, (_: unknown, answer: Answer) => {
    answer.sendFile(DOCUMENT);
  });
  http.get(`${PAGE}/swagger-initializer.js`, (_: unknown, answer: Answer) => {
    answer.type('text/javascript').send(START);
  });
  app.useStaticAssets(path.dirname(require.resolve('swagger-ui-dist/package.json')), { prefix: PAGE });
}
