import { Checkbox } from '@relance/console-ui';

/** A choice of yes or no with its words beside it, and under them what it means. */
export function CheckboxLine({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <div>
      <label className="flex min-h-9 items-center gap-2.5 text-work max-md:min-h-11">
        <Checkbox label={label} checked={checked} onChange={() => onChange(!checked)} />
        <span aria-hidden>{label}</span>
      </label>
      {hint ? <p className="pl-6.5 text-caption text-muted">{hint}</p> : null}
    </div>
  );
}
