/** libsignal prints whole sessions through the console; a bench says only what it measured. Answers the way to say it. */
export function silenceConsole(): (text: string) => void {
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) console[name] = () => undefined;
  return (text) => void process.stdout.write(`${text}\n`);
}
