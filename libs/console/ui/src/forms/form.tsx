import { type ComponentProps, type ReactNode } from 'react';
import {
  type FieldPath,
  type FieldValues,
  FormProvider,
  get,
  type SubmitHandler,
  useController,
  useFormContext,
  type UseFormReturn,
} from 'react-hook-form';
import { useOnce } from '../actions/use-once.ts';
import { Checkbox } from './checkbox.tsx';
import { cn } from '../cn.ts';
import { Notice } from '../layout/facts.tsx';
import { Field, Input, Select, Textarea } from './field.tsx';

export { useForm, useFormContext, useWatch, type UseFormReturn } from 'react-hook-form';

/** A bad field as the API names it in a 400: `{ field: 'name', problem: 'must be at most 100 characters', code: 'TOO_LONG', params: { max: '100' } }`. */
export type FieldProblem = { field?: string; problem: string; code?: string; params?: Record<string, string> };

/** The bad fields that a refusal names; empty when it names none. */
export function fieldProblemsOf(error: unknown): FieldProblem[] {
  const details = typeof error === 'object' && error !== null && 'details' in error ? error.details : null;
  if (!Array.isArray(details)) return [];
  return details.filter(
    (part: unknown): part is FieldProblem =>
      typeof part === 'object' && part !== null && 'problem' in part && typeof part.problem === 'string',
  );
}

/**
 * Puts a refusal where it belongs: each problem beside its field (the first one gets the focus), what no field of the
 * form answers for at the head of the form.
 * @param words turns a problem of a field, or the refusal as a whole, into a sentence
 */
export function showRefusal<T extends FieldValues>(
  form: UseFormReturn<T>,
  error: unknown,
  words: { field: (problem: FieldProblem) => string; whole: (error: unknown) => string },
): void {
  const problems = fieldProblemsOf(error);
  const own = problems.flatMap((problem) => {
    const name = fieldNamed(form, problem.field);
    return name === null ? [] : [{ name, problem }];
  });
  own.forEach(({ name, problem }, index) =>
    form.setError(name, { type: 'server', message: words.field(problem) }, { shouldFocus: index === 0 }),
  );
  const placed = new Set(own.map(({ problem }) => problem));
  const others = problems.filter((problem) => !placed.has(problem));
  if (own.length > 0 && others.length === 0) return;
  const said = others.map((problem) => [problem.field, words.field(problem)].filter(Boolean).join(': ')).join(' · ');
  form.setError('root', { type: 'server', message: said || words.whole(error) });
}

/**
 * The field of this form that a problem is about: `limits.requestsPerMinute` where there is such a field, else the nearest one around
 * it (`mediaIds` for `mediaIds[0]`, `words` for `words[2]`); null when there is none.
 */
function fieldNamed<T extends FieldValues>(form: UseFormReturn<T>, path: string | undefined): FieldPath<T> | null {
  const parts = (path ?? '').split(/[.[\]]+/).filter(Boolean);
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.');
    // A field that is registered under this name has `_f`; a name that only leads to others has none.
    const field = get(form.control._fields, name) as { readonly _f?: unknown } | undefined;
    if (field?._f) return name as FieldPath<T>;
  }
  return null;
}

/** A form of the kit: `useForm` of react-hook-form, the problems of the whole at its head, its fields by name. */
export function Form<T extends FieldValues>({
  form,
  onSubmit,
  children,
  ...rest
}: {
  form: UseFormReturn<T>;
  onSubmit: SubmitHandler<T>;
  children: ReactNode;
} & Omit<ComponentProps<'form'>, 'onSubmit' | 'form'>) {
  const root = form.formState.errors.root?.message;
  const submitOnce: SubmitHandler<T> = useOnce(onSubmit);
  return (
    <FormProvider {...form}>
      <form
        noValidate
        method="post"
        onSubmit={(event) => {
          event.stopPropagation(); // a dialog's form may lie inside another form's tree
          void form.handleSubmit(submitOnce)(event);
        }}
        className="flex flex-col gap-4"
        {...rest}
      >
        {root ? (
          <Notice tone="red" isAlert>
            {root}
          </Notice>
        ) : null}
        {children}
      </form>
    </FormProvider>
  );
}

type Named = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** The sentence shown when it is left empty; without it the field may stay empty. */
  required?: string;
};

/** The message of a field's first problem. */
function useFieldError(name: string): string | undefined {
  const { formState } = useFormContext();
  const error = name.split('.').reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined), // errors are nested as the names are
    formState.errors,
  );
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return typeof error.message === 'string' ? error.message : undefined;
}

export function TextField({ name, label, hint, required, ...rest }: Named & Omit<ComponentProps<'input'>, 'required'>) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Input
          {...rest}
          {...register(name, {
            ...(required && { validate: (value: unknown) => String(value ?? '').trim() !== '' || required }),
            ...(rest.type === 'number' && {
              setValueAs: (value: unknown) =>
                value === '' || value === null || value === undefined ? null : Number(value),
            }),
          })}
          {...ids}
          aria-required={required ? true : undefined}
        />
      )}
    </Field>
  );
}

export function TextareaField({
  name,
  label,
  hint,
  required,
  ...rest
}: Named & Omit<ComponentProps<'textarea'>, 'required'>) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Textarea
          {...rest}
          {...register(name, {
            ...(required && { validate: (value: unknown) => String(value ?? '').trim() !== '' || required }),
          })}
          {...ids}
          aria-required={required ? true : undefined}
        />
      )}
    </Field>
  );
}

export function SelectField({
  name,
  label,
  hint,
  required,
  options,
  ...rest
}: Named & { options: readonly { value: string; label: string }[] } & Omit<ComponentProps<'select'>, 'required'>) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Select {...rest} {...register(name, { ...(required && { required }) })} {...ids}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** A box to tick, with its sentence beside it. */
export function CheckboxField({ name, label, hint }: Omit<Named, 'required'>) {
  const { register } = useFormContext();
  const error = useFieldError(name);
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-9 items-center gap-2.5 text-work max-md:min-h-11">
        <Checkbox label={label} {...register(name)} />
        <span aria-hidden>{label}</span>
      </label>
      {error || hint ? (
        <p className={cn('-mt-1 ml-6.5 text-caption', error ? 'text-tone-red-text' : 'text-muted')}>{error ?? hint}</p>
      ) : null}
    </div>
  );
}

/** Several boxes under one heading; the value is the list of those ticked. */
export function CheckboxGroupField({
  name,
  label,
  hint,
  options,
}: Omit<Named, 'required'> & { options: readonly { value: string; label: string }[] }) {
  const { field } = useController({ name });
  const error = useFieldError(name);
  const chosen = new Set(Array.isArray(field.value) ? (field.value as string[]) : []); // the form's own default values
  const toggle = (value: string) => {
    if (!chosen.delete(value)) chosen.add(value);
    field.onChange(options.map((option) => option.value).filter((each) => chosen.has(each)));
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-table font-medium">{label}</legend>
      <div className="grid gap-x-4 grid-cols-1 sm:grid-cols-2">
        {options.map((option, index) => (
          <label key={option.value} className="flex min-h-8 items-center gap-2.5 text-table max-md:min-h-11">
            <Checkbox
              label={option.label}
              checked={chosen.has(option.value)}
              onChange={() => toggle(option.value)}
              onBlur={field.onBlur}
              ref={index === 0 ? field.ref : undefined}
            />
            <span aria-hidden className="min-w-0">
              {option.label}
            </span>
          </label>
        ))}
      </div>
      {error || hint ? (
        <p className={error ? 'text-caption text-tone-red-text' : 'text-caption text-muted'}>{error ?? hint}</p>
      ) : null}
    </fieldset>
  );
}

/** A list of short texts, one a line; empty lines are left out. */
export function LinesField({ name, label, hint, ...rest }: Omit<Named, 'required'> & ComponentProps<'textarea'>) {
  const { field } = useController({ name });
  const error = useFieldError(name);
  const value = Array.isArray(field.value) ? field.value.join('\n') : String(field.value ?? '');
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <Textarea
          {...rest}
          {...ids}
          name={name}
          ref={field.ref}
          defaultValue={value}
          onBlur={field.onBlur}
          onChange={(event) =>
            field.onChange(
              event.target.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean),
            )
          }
        />
      )}
    </Field>
  );
}
