import { daprBinaries } from '../binaries/dapr.ts';
import { kafkaJars } from '../binaries/kafka.ts';
import { timedReport } from '../report.ts';

/** Builds and fetches what the stack runs besides the services, unless it is there. */
export async function prepare(): Promise<number> {
  const report = timedReport((line) => {
    console.log(line);
  });
  const { daprd } = await daprBinaries(report);
  const jars = await kafkaJars(report);
  console.log(`Dapr: ${daprd}\nKafka: ${jars}`);
  return 0;
}
