import {
  type ColumnTarget,
  foldHeader,
  type ImportField,
  importFields,
  isSilentHeader,
  meaningOf,
  meaningsOf,
} from '@relance/campaigns-domain';
import { DomainError, type FieldProblem, problem } from '@relance/kernel';
import { validationFailed } from '@relance/platform';

/** Which column is what, by its place in a row. */
export type ColumnPlan = {
  /** The likeliest mobile first. */
  readonly phones: readonly number[];
  /** Where the area code of the numbers stands, in a column of its own (Brazil's DDD); absent in most files. */
  readonly areaCode?: number;
  readonly names: {
    readonly full: readonly number[];
    /** The whole name, or the part of it that the others are not. */
    readonly open: readonly number[];
    readonly first: readonly number[];
    readonly last: readonly number[];
  };
  readonly fields: readonly { readonly field: PlainField; readonly columns: readonly number[] }[];
  readonly attributes: readonly { readonly key: string; readonly column: number }[];
  /** Tags of another program: parted by commas too. */
  readonly hasForeignTags: boolean;
  /** Headers of columns that are left out. */
  readonly unknownColumns: readonly string[];
};
export type PlainField = Exclude<ImportField, 'phone' | 'name' | 'firstName' | 'lastName'>;

/** What the caller says of columns, by their headers. */
export type Mapping = Readonly<Record<string, string>>;

const attribute = /^attributes\.([A-Za-z][A-Za-z0-9_]{0,39})$/;
export const isColumnTarget = (target: unknown): target is ColumnTarget =>
  typeof target === 'string' &&
  (target === 'ignore' || (importFields as readonly string[]).includes(target) || attribute.test(target));

type Column = { readonly index: number; readonly header: string; readonly target: ColumnTarget; readonly rank: number };
const NAMED = 100;
/** Tags of the product's own export, and of vCards, whose commas belong to a tag. */
const ownTags = new Set(['tags', 'CATEGORIES']);

const areaCodes =
  /^(?:ddd|area code|phone area code|codigo (?:de )?area|indicatif regional|prefijo|prefixo|prefisso|vorwahl)$/;

/** Refuses (400) a file without a column for phones, and a mapping that names columns that are not there. */
export function columnPlan(header: readonly string[], mapping?: Mapping): ColumnPlan {
  const columns = columnsOf(header, mapping ?? {});
  const phones = columns.filter(({ target }) => target === 'phone').sort((a, b) => a.rank - b.rank);
  if (phones.length === 0) throw noPhone(header);
  const areaCode = columns.find(({ target, header: name }) => target === 'ignore' && areaCodes.test(foldHeader(name)));
  return {
    phones: phones.map(({ index }) => index),
    ...(areaCode && { areaCode: areaCode.index }),
    names: namesOf(columns),
    fields: plainFields(columns),
    hasForeignTags: columns.some(({ target, header: name }) => target === 'tags' && !ownTags.has(name.trim())),
    attributes: columns.flatMap(({ target, index }) => {
      const key = attribute.exec(target)?.[1];
      return key ? [{ key, column: index }] : [];
    }),
    unknownColumns: columns
      .filter(({ target, header: name }) => target === 'ignore' && !isSilentHeader(name))
      .filter((column) => column !== areaCode && !isIgnored(column.header, mapping))
      .map(({ header: name }) => name.slice(0, 100))
      .slice(0, NAMED),
  };
}

const isIgnored = (header: string, mapping: Mapping | undefined): boolean =>
  mapping !== undefined && targetIn(mapping, header) === 'ignore';

function targetIn(mapping: Mapping, header: string): string | undefined {
  if (Object.hasOwn(mapping, header)) return mapping[header];
  const folded = foldHeader(header);
  return Object.entries(mapping).find(([name]) => foldHeader(name) === folded)?.[1];
}

function columnsOf(header: readonly string[], mapping: Mapping): Column[] {
  const folded = new Set(header.map(foldHeader));
  const missing = Object.keys(mapping).filter((name) => !header.includes(name) && !folded.has(foldHeader(name)));
  if (missing.length > 0) {
    throw validationFailed(
      missing.slice(0, 10).map((name): FieldProblem => ({
        field: 'mapping',
        ...problem('COLUMN_NOT_THERE', { name: name.slice(0, 60) }),
      })),
    );
  }
  const said = new Set(Object.values(mapping));
  const saysName = ['name', 'firstName', 'lastName'].some((field) => said.has(field));
  const meanings = meaningsOf(header);
  return header.map((name, index): Column => {
    const meaning = meanings[index] ?? null;
    const target = targetIn(mapping, name);
    // The mapping was checked when it came in.
    if (target !== undefined) return { index, header: name, target: target as ColumnTarget, rank: meaning?.rank ?? 0 };
    const isName = meaning !== null && ['name', 'firstName', 'lastName'].includes(meaning.target);
    const isSaidElsewhere = meaning !== null && (said.has(meaning.target) || (isName && saysName));
    if (meaning === null || isSaidElsewhere) return { index, header: name, target: 'ignore', rank: 0 };
    return { index, header: name, target: meaning.target, rank: meaning.rank };
  });
}

/** `Nom` may be the whole name or a part of it; `Name` as well where only one part stands beside it. */
function namesOf(columns: readonly Column[]): ColumnPlan['names'] {
  const partOf = ({ target, header }: Column): 'full' | 'first' | 'last' | 'open' | null => {
    if (target === 'firstName') return 'first';
    if (target === 'lastName') return 'last';
    if (target !== 'name') return null;
    const meaning = meaningOf(header);
    if (meaning?.target === 'firstName') return 'first';
    if (meaning?.target === 'lastName') return 'last';
    return meaning?.target === 'name' && (meaning.rank === 2 || foldHeader(header) === 'name') ? 'open' : 'full';
  };
  const of = (part: string): Column[] =>
    columns.filter((column) => partOf(column) === part).sort((a, b) => a.rank - b.rank);
  const [first, last, open] = [onceEach(of('first')), onceEach(of('last')), of('open')];
  return {
    full: of('full').map(({ index }) => index),
    open: open.map(({ index }) => index),
    first: first.map(({ index }) => index),
    last: last.map(({ index }) => index),
  };
}

/** Orders name the same person for the invoice and for the delivery: one of the columns, or those that say neither. */
function onceEach(columns: readonly Column[]): readonly Column[] {
  const [first] = columns;
  const orderPart = ({ header }: Column) => /\b(?:billing|shipping)\b/.exec(foldHeader(header))?.[0];
  const isPlain = columns.some((column) => orderPart(column) === undefined);
  return columns.filter((column) => orderPart(column) === (isPlain || !first ? undefined : orderPart(first)));
}

function plainFields(columns: readonly Column[]): ColumnPlan['fields'] {
  const apart = new Set<string>(['phone', 'name', 'firstName', 'lastName']);
  return importFields
    .filter((field): field is PlainField => !apart.has(field))
    .map((field) => ({
      field,
      columns: columns
        .filter(({ target }) => target === field)
        .sort((a, b) => a.rank - b.rank)
        .map(({ index }) => index),
    }))
    .filter(({ columns: found }) => found.length > 0);
}

const noPhone = (header: readonly string[]): DomainError => {
  const found = header
    .filter((name) => name !== '')
    .slice(0, 10)
    .map((name) => name.slice(0, 40));
  const missing =
    found.length > 0
      ? problem('FILE_NO_PHONE_COLUMN.found', { columns: found.join(', ') })
      : problem('FILE_NO_PHONE_COLUMN');
  return validationFailed([{ field: 'file', ...missing }]);
};
