import { FaultPoints, faultPlanOf } from './fault-points.ts';

describe('fault points', () => {
  it('are nothing when the environment names none', () => {
    expect(faultPlanOf({})).toBeNull();
  });

  it('are refused in production and when unknown', () => {
    expect(() => faultPlanOf({ RELANCE_FAULT_POINT: 'after_send', NODE_ENV: 'production' })).toThrow('production');
    expect(() => faultPlanOf({ RELANCE_FAULT_POINT: 'somewhere' })).toThrow('before_intent');
  });

  it('kill at the planned passing of the planned point only', () => {
    const killed: string[] = [];
    const faults = new FaultPoints(faultPlanOf({ RELANCE_FAULT_POINT: 'after_send', RELANCE_FAULT_PASSING: '2' }), () =>
      killed.push('now'),
    );
    faults.pass('after_intent');
    faults.pass('after_send');
    expect(killed).toEqual([]);
    faults.pass('after_send');
    faults.pass('after_send');
    expect(killed).toEqual(['now']);
  });
});
