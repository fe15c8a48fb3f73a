import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Daprd, freePorts } from '../src/index.ts';
import { Ledger } from '../src/process/ledger.ts';
import { removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';

afterAll(removeTemporaryFolders);

/** Ends so many times before it answers. */
const program = (failures: number) => `#!${process.execPath}
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
appendFileSync('starts', 'x');
if (readFileSync('starts', 'utf8').length <= ${failures}) process.exit(1);
const port = process.argv.find((flag) => flag.startsWith('--dapr-http-port=')).split('=')[1];
createServer((_, response) => response.writeHead(204).end()).listen(port, '127.0.0.1');
`;

async function startOne(failures: number): Promise<void> {
  const dir = temporaryFolder();
  const daprd = path.join(dir, 'daprd');
  writeFileSync(daprd, program(failures));
  chmodSync(daprd, 0o755);
  const ledger = new Ledger(path.join(dir, 'run'));
  const ports = await freePorts();
  const sidecar = Daprd.start({
    daprd,
    name: 'sidecar',
    appId: 'sample',
    ports: ports.replica(),
    resources: [],
    configurations: [],
    schedulerAddress: '',
    tokens: { dapr: 'a', app: 'b' },
    cwd: dir,
    logFile: path.join(dir, 'logs', 'sidecar.log'),
    ledger,
  });
  try {
    await sidecar.ready();
  } finally {
    await sidecar.process.stop();
    ledger.close();
    ports.release();
  }
}

describe('a sidecar that ends while it starts', () => {
  it('is started once more', async () => {
    await expect(startOne(1)).resolves.toBeUndefined();
  });

  it('is given up the second time', async () => {
    await expect(startOne(2)).rejects.toThrow(/ended while it was starting/);
  });
});
