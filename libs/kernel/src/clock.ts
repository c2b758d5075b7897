/** Where "now" comes from. Domain code is handed one; nothing in it asks the machine. */
export interface Clock {
  /** The present instant, to the millisecond. */
  now(): Date;
}
