import { Upload } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { cn } from '../cn.ts';

/** Takes a file by dropping, or by the button that opens the device's own dialog. */
export function FileDrop({
  label,
  hint,
  button,
  accept,
  onFile,
  busy,
  error,
}: {
  label: string;
  hint: string;
  button: string;
  accept: string;
  onFile: (file: File) => void;
  busy?: boolean;
  error?: string;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex flex-col items-center gap-2 rounded-card border border-dashed border-border-strong bg-surface px-6 py-10 text-center',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <Upload aria-hidden className="size-6 text-faint" strokeWidth={1.5} />
      <p className="text-work font-medium">{label}</p>
      <p id={`${id}-hint`} className="max-w-prose text-table text-muted text-balance">
        {hint}
      </p>
      <label className="mt-2 inline-flex h-9 cursor-pointer items-center rounded-control border border-border-strong bg-surface px-3.5 text-work font-medium hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent has-[:disabled]:cursor-not-allowed has-[:disabled]:opacity-50 max-md:h-11">
        {button}
        <input
          type="file"
          accept={accept}
          disabled={busy}
          aria-describedby={`${id}-hint`}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = ''; // the same file may be chosen again after it was mended
            if (file) onFile(file);
          }}
        />
      </label>
      {error ? (
        <p role="alert" className="text-table text-tone-red-text">
          {error}
        </p>
      ) : null}
    </div>
  );
}
