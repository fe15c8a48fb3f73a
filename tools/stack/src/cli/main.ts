import { parseArgs } from 'node:util';
import { messageOf, StackError } from '../errors.ts';
import { infrastructure } from './infrastructure.ts';
import { logs } from './logs.ts';
import { prepare } from './prepare.ts';
import { reset } from './reset.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { up } from './up.ts';

const HELP = `Usage: stack <command>

  up       start everything and stay until Ctrl-C
             --port <first>              first of 200 ports (PARLEY_PORT; 7400)
             --replicas <service>=<n>    several copies of a service; may be repeated
             --services <a,b>            only these services
             --broker <name>             kafka (when absent), rabbitmq or redis
             --state <name>              postgresql (when absent) or redis
             --no-build                  start what was built before
  infrastructure
           start all but the services and stay; in another terminal "dapr run -f ." starts those
             --no-build                  start what was built before
  status   what runs and whether it is ready
  logs     [process] [--lines 50] [--no-follow]
  stop     end the stack that another terminal started
  reset    [--yes] delete all local data
  prepare  build Dapr and fetch Kafka now, not at the first start

Data is in .parley in the checkout, or in PARLEY_DIR.
`;

const OPTIONS = {
  port: { type: 'string' },
  replicas: { type: 'string', multiple: true },
  services: { type: 'string' },
  broker: { type: 'string' },
  state: { type: 'string' },
  'no-build': { type: 'boolean' },
  'no-follow': { type: 'boolean' },
  lines: { type: 'string' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one command. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  // Output that nobody reads any more (`| head`, a closed terminal) is no reason to end in disorder.
  process.stdout.on('error', () => undefined);
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [command = 'up', ...rest] = positionals;
    if (values.help === true) {
      console.log(HELP);
      return 0;
    }
    switch (command) {
      case 'up':
        return await up({ ...values, build: values['no-build'] !== true });
      case 'infrastructure':
        return await infrastructure({ build: values['no-build'] !== true });
      case 'status':
        return await status();
      case 'logs':
        return await logs(rest[0], Number(values.lines ?? 50), values['no-follow'] !== true);
      case 'stop':
        return await stop();
      case 'prepare':
        return await prepare();
      case 'reset':
        return await reset(values.yes === true);
      default:
        throw new StackError(`There is no command "${command}".`, HELP);
    }
  } catch (error) {
    console.error(`\n${error instanceof StackError ? error.message : messageOf(error)}`);
    return 1;
  }
}
