import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The corpus must be read the same, wherever the service runs. */
const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
try {
  const reports = ZONES.map((zone) => ({ zone, report: readUnder(zone) }));
  const [first] = reports;
  const others = reports.filter(({ report }) => report !== first.report).map(({ zone }) => zone);
  console.log(first.report.replace(/^.*digest.*\n/gmu, '').trim());
  console.log(`host zones: ${ZONES.join(', ')}`);
  if (others.length > 0) throw new Error(`The corpus is read otherwise under ${others.join(', ')}.`);
  console.log('identical under all of them');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readUnder(zone) {
  const report = join(folder, zone.replace('/', '-'));
  const { status, stderr } = spawnSync(process.execPath, [jest, 'corpus'], {
    env: {
      ...process.env,
      TZ: zone,
      CORPUS_REPORT: report,
      NODE_OPTIONS: '--experimental-vm-modules',
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The corpus fails under ${zone}:\n${stderr}`);
  return readFileSync(report, 'utf8');
}
