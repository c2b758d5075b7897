import { stateDiagram } from './state-diagram.ts';
import { SESSION_STATES } from './session-state.ts';

describe('the drawn table', () => {
  const diagram = stateDiagram();
  it('reaches every state', () => {
    for (const state of SESSION_STATES) expect(diagram).toMatch(new RegExp(`--> ${state}(:|$)`, 'm'));
  });
  it('shows how a scan and a last strike lead on', () => {
    expect(diagram).toMatch(/awaiting_scan --> pairing: scanned/);
    expect(diagram).toMatch(/connected --> expired: .*transient \[lastStrike\]/);
  });
});
