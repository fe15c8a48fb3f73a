/** Says one line of progress to whoever started the stack. */
export type Report = (line: string) => void;

export const silent: Report = () => undefined;

/** Lines such as `[ 3.1 s] kafka ready`, counted from now. */
export function timedReport(write: (line: string) => void): Report {
  const started = Date.now();
  return (line) => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    write(`[${seconds.padStart(5)} s] ${line}`);
  };
}
