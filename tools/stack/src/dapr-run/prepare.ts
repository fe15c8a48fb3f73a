import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { daprBinaries } from '../binaries/dapr.ts';
import { flagsWithoutField } from '../infrastructure/daprd.ts';
import { componentFolder } from '../infrastructure/product-components.ts';
import type { Report } from '../report.ts';
import { writeAppConfiguration } from '../services/app-configuration.ts';
import { secretNames } from '../services/replica.ts';
import type { ServiceDefinition } from '../services/service-definition.ts';
import { tokensOf } from '../services/tokens.ts';

/** Below the data folder; `runtimePath` of dapr.yaml. */
const DAPR_RUN = 'dapr-run';

/**
 * Makes what the run file `dapr.yaml` names: tokens, a Configuration per app, and the `daprd` that the Dapr CLI starts.
 * That one is a shell script in front of the sidecar, since a run file can name only one Configuration, no tokens and
 * not every flag.
 */
export async function prepareDaprRun(
  dir: string,
  services: readonly ServiceDefinition[],
  report: Report,
): Promise<void> {
  for (const service of services) {
    tokensOf(dir, service.appId);
    writeAppConfiguration(path.join(dir, 'run'), service.appId, secretNames(service));
  }
  const { daprd } = await daprBinaries(report);
  const folder = path.join(dir, DAPR_RUN, '.dapr', 'bin'); // where the CLI looks below `runtimePath`
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'daprd');
  writeFileSync(file, daprdScript(dir, daprd));
  chmodSync(file, 0o755);
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function daprdScript(dir: string, daprd: string): string {
  const local = path.join(componentFolder('local'), 'configuration.yaml');
  return `#!/bin/sh
# Made by "npm run stack -- infrastructure": the sidecar as "dapr run -f" starts it.
set -eu
dir=${quoted(dir)}
daprd=${quoted(daprd)}
app=
left=$#
while [ "$left" -gt 0 ]; do
  arg=$1
  shift
  left=$((left - 1))
  case $arg in
  # The CLI always names a placement service; nothing here uses actors, and there is none.
  --placement-host-address)
    shift
    left=$((left - 1))
    continue
    ;;
  --app-id) app=$1 ;;
  esac
  set -- "$@" "$arg"
done
[ -n "$app" ] || exec "$daprd" "$@"

# Relative paths in components start here.
cd "$dir"
APP_API_TOKEN=$(cat "tokens/$app.app")
DAPR_API_TOKEN=$(cat "tokens/$app.dapr")
DAPR_HOST_IP=127.0.0.1
export APP_API_TOKEN DAPR_API_TOKEN DAPR_HOST_IP
exec "$daprd" "$@" \\
  --config ${quoted(local)} \\
  --config "run/configuration/$app.yaml" \\
  ${flagsWithoutField().join(' ')}
`;
}
