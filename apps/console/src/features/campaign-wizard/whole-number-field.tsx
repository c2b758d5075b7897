import { Field, Input } from '@relance/console-ui';
import { useState } from 'react';

/**
 * A whole number between two. Written as it is typed: a field that mends each key cannot be emptied to write another number; what is
 * told is always within the bounds, and shown so once the field is left.
 */
export function WholeNumberField({
  label,
  hint,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  hint?: string | undefined;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState(String(value));
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Input
          {...ids}
          type="number"
          min={min}
          max={max}
          value={typed}
          className="w-28"
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(Math.max(min, Math.min(max, Math.round(Number(target.value)) || min)));
          }}
          onBlur={() => setTyped(String(value))}
        />
      )}
    </Field>
  );
}
