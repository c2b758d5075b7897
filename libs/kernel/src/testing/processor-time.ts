/** What is asked of Node's `process`, which this library does not know. Times in microseconds. */
type Processor = {
  cpuUsage(since?: CpuUsage): CpuUsage;
};
type CpuUsage = { user: number; system: number };

/**
 * The processor time of this process, in milliseconds, that some work takes: how long it takes on a machine that does nothing
 * else, so that a limit on it holds on a busy one too.
 */
export async function processorTimeOf(process: Processor, work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
