import { readFileSync } from 'node:fs';
import { Gateway, type GatewayConfig } from './gateway.ts';

const [configFile] = process.argv.slice(2);
if (configFile === undefined) throw new Error('Usage: node main.ts <config file>');

const read = () => JSON.parse(readFileSync(configFile, 'utf8')) as GatewayConfig;
const config = read();
const gateway = new Gateway(config);

process.on('SIGHUP', () => {
  gateway.configure(read());
});
process.on('SIGTERM', () => {
  gateway.server.close(() => process.exit(0));
  gateway.server.closeIdleConnections();
  // Web sockets never end by themselves.
  setTimeout(() => process.exit(0), 500).unref();
});
gateway.server.listen(config.port, '127.0.0.1', () => {
  console.log(`listening on 127.0.0.1:${config.port}`);
});
