/** An order the simulator cannot follow, with the field that is wrong. */
export class SimulatorProblem extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = 'SimulatorProblem';
    this.field = field;
  }
}
