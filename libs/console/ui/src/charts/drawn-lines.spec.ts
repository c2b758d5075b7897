import { drawnLines } from './drawn-lines.ts';

describe('the lines of a chart', () => {
  it('leave out what was zero all the time', () => {
    const series = [
      { key: 'sent', label: 'Sent', tone: 'blue' as const },
      { key: 'failed', label: 'Failed', tone: 'red' as const },
    ];
    const points: { values: Record<string, number> }[] = [
      { values: { sent: 0, failed: 0 } },
      { values: { sent: 3, failed: 0 } },
      { values: {} },
    ];
    expect(drawnLines(series, points).map(({ key }) => key)).toEqual(['sent']);
  });
});
