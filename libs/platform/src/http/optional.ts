import { ValidateIf } from 'class-validator';

/** A field that may be absent but, when given, follows its rules: null is a value like any other and mostly refused. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A field that may be absent or null and otherwise follows its rules. */
export const IfSome = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined && value !== null);
