import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { cacheDir, findProgram, REPOSITORY } from '../paths.ts';
import type { Report } from '../report.ts';
import { withLock } from './lock.ts';
import { runTool } from './run-tool.ts';

export const KAFKA_FOLDER = path.join(REPOSITORY, 'tools', 'kafka');

/** Folder with the jars of Apache Kafka, fetched by Maven once. @throws StackError when Maven or Java is missing */
export async function kafkaJars(report: Report): Promise<string> {
  if (findProgram('java') === undefined) {
    throw new StackError(
      'Kafka needs Java and there is none.',
      'Install a Java runtime, version 17 or newer.',
    );
  }
  const pom = path.join(KAFKA_FOLDER, 'pom.xml');
  const dir = cacheDir('kafka', createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16));
  if (existsSync(dir)) return dir;
  if (findProgram('mvn') === undefined) {
    throw new StackError('Kafka is fetched with Maven and there is none.', 'Install Maven ("mvn").');
  }
  await withLock(`${dir}.lock`, async () => {
    if (existsSync(dir)) return;
    const next = `${dir}.fetching`;
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next, { recursive: true });
    const goal = ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
    await runTool('fetching Kafka', 'mvn', [...goal, `-DoutputDirectory=${next}`], {
      cwd: KAFKA_FOLDER,
      report,
      hint: 'Maven needs to reach its repository for the first start.',
    });
    renameSync(next, dir);
  });
  return dir;
}
