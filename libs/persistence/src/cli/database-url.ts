import { Secrets, SidecarClient, sidecarOptionsFromEnv, untilAvailable } from '@parley/dapr';
import { readFile } from 'node:fs/promises';

/**
 * The address of the database of an app: the content of the file that `DATABASE_URL_FILE` names, for a job that has no
 * sidecar; otherwise what the secret store says.
 * @throws Error that names the variable and the file, never what is in it
 */
export async function databaseUrl(appId: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { DATABASE_URL_FILE: file } = env;
  if (file !== undefined && file !== '') return urlIn(file);
  const sidecar = new SidecarClient(sidecarOptionsFromEnv(appId, env));
  try {
    return await untilAvailable(() => new Secrets(sidecar).get(`${appId}-database`, 'url'));
  } finally {
    await sidecar.onApplicationShutdown();
  }
}

async function urlIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`DATABASE_URL_FILE: ${file} cannot be read (${reason}).`, { cause: error });
  });
  const url = text.trim();
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new Error(`DATABASE_URL_FILE: ${file} holds no address of the form postgresql://….`);
  }
  return url;
}
