import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { sendProblem } from './responses.ts';

export type FileHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves a built single-page application: unknown paths without a file extension get its `index.html`, files under
 * `/assets` have a hash in their name and may be kept for good, everything else is revalidated.
 */
export function staticFiles(folder: string | undefined): FileHandler {
  if (folder === undefined || !existsSync(path.join(folder, 'index.html'))) {
    return (_request, response) => {
      sendProblem(response, 404, 'gateway.no_ui', 'No web UI is built. Run "npm run build" and start again.');
    };
  }
  const serve = sirv(folder, {
    dev: true, // looks at the disk each time, so that a new build is served without a restart
    etag: true,
    single: true,
    setHeaders: (response, pathname) => {
      if (pathname.startsWith('/assets/'))
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendProblem(response, 404, 'gateway.no_route', 'No service answers here.');
      return;
    }
    serve(request, response, () => {
      sendProblem(response, 404, 'gateway.no_file', 'There is no such file.');
    });
  };
}
