import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';

/**
 * The end of a range does not lie before its beginning, which is the field `other` of the same body or query. Days (`YYYY-MM-DD`) and
 * numbers only; said only when both are there, so that a range open on one side is fine.
 */
export const NotBefore = (other: string, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'notBefore',
      validator: {
        validate: (value: unknown, given?: ValidationArguments) => {
          const lower = (given?.object as Readonly<Record<string, unknown>> | undefined)?.[other];
          if (typeof value === 'number' && typeof lower === 'number') return value >= lower;
          return typeof value !== 'string' || typeof lower !== 'string' || value >= lower;
        },
        defaultMessage: () => `must not be before ${other}`,
      },
    },
    options,
  );
