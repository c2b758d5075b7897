// Reads the closing lines of Jest ("Tests: 1 failed, 2 passed, 3 total"), of Vitest ("Tests  1 failed | 2 passed (3)") and of
// Node's own runner ("# pass 3").

export const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0 });

export const formatTally = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const withoutColours = (line) => line.replace(/\u001b\[[0-9;]*m/g, '').trim();
const numberBefore = (word, line) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);

/**
 * Adds up what all runners in these lines counted; a suite that failed to load counts as one failure. So does a project
 * whose runner ended badly without a count of its own: Nx lists the failed tasks, and no fewer failures are said than it lists.
 */
export function addUp(lines) {
  const tally = emptyTally();
  let failedSuites = 0;
  let failedTasks = 0;
  let isTaskList = false;
  for (const line of lines.map(withoutColours)) {
    if (line === 'Failed tasks:') isTaskList = true;
    else if (isTaskList && line.startsWith('- ')) failedTasks += 1;
    else if (line !== '') isTaskList = false;
    if (/^Test (Suites:|Files )/.test(line)) failedSuites = numberBefore('failed', line);
    if (/^Tests(:| )/.test(line)) {
      tally.passed += numberBefore('passed', line);
      tally.failed += Math.max(numberBefore('failed', line), failedSuites);
      tally.skipped += numberBefore('skipped', line) + numberBefore('todo', line);
      failedSuites = 0;
    }
    const tap = /^# (pass|fail|skipped) (\d+)$/.exec(line);
    if (tap) tally[{ pass: 'passed', fail: 'failed', skipped: 'skipped' }[tap[1]]] += Number(tap[2]);
  }
  return { ...tally, failed: Math.max(tally.failed, failedTasks) };
}
