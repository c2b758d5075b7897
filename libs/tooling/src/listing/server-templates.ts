import { type Names } from '../shared/names';

type ServerFiles = Record<'port' | 'schema' | 'store' | 'budget' | 'dto' | 'useCase' | 'controller', string>;

/** The list on the server: who asks what of the database, and who may. */
export const serverFiles = (names: Names, constant: string, audience: string): ServerFiles => {
  const { kebab, pascal, camel, title } = names;
  return {
    port: `/** A line of the list. Instants are UTC. */
export type ${pascal}Row = { readonly id: string; readonly name: string; readonly createdAt: Date };

/** \`name\`: only those with exactly this name. */
export type ${pascal}Query = { readonly name?: string | undefined };

/** ${title}, newest first unless asked otherwise. */
export interface ${pascal}Store {
  /** \`total\` is counted as far as page numbers lead; then \`isTotalAtLeast\`. */
  list(
    query: ${pascal}Query,
    page: {
      readonly page: number;
      readonly limit: number;
      readonly afterId: string | null;
      readonly oldestFirst: boolean;
    },
  ): Promise<{
    readonly rows: readonly ${pascal}Row[];
    readonly total: number;
    readonly isTotalAtLeast: boolean;
    readonly hasMore: boolean;
  }>;
}
export const ${constant}_STORE = Symbol('${pascal}Store');
`,
    schema: `import { Schema, type Types } from 'mongoose';

export type ${pascal}Document = { _id: Types.ObjectId; name: string; createdAt: Date };

export const ${constant}_MODEL = '${pascal}';
export const ${camel}Schema = new Schema<${pascal}Document>(
  { name: { type: String, required: true }, createdAt: { type: Date, required: true } },
  { collection: '${kebab.replaceAll('-', '_')}', versionKey: false },
);
/** Which of this name, newest first? */
${camel}Schema.index({ name: 1, _id: -1 }, { name: 'of_name' });
`,
    store: `import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ${pascal}Query, type ${pascal}Store } from '@relance/admin-domain';
import { MAX_SKIPPED, skippedBy } from '@relance/platform';
import { Model, Types } from 'mongoose';
import { ${constant}_MODEL, type ${pascal}Document } from './${kebab}.schema.ts';

/** ${title}: ids rise with time. */
@Injectable()
export class Mongo${pascal}Store implements ${pascal}Store {
  constructor(@InjectModel(${constant}_MODEL) private readonly documents: Model<${pascal}Document>) {}

  async list(
    { name }: ${pascal}Query,
    page: Parameters<${pascal}Store['list']>[1],
  ): ReturnType<${pascal}Store['list']> {
    const filter = name === undefined ? {} : { name };
    const beyond = page.oldestFirst ? '$gt' : '$lt';
    const after = page.afterId ? { _id: { [beyond]: new Types.ObjectId(page.afterId) } } : {};
    const [found, counted] = await Promise.all([
      this.documents
        .find({ ...filter, ...after })
        .sort({ _id: page.oldestFirst ? 1 : -1 })
        .skip(page.afterId ? 0 : skippedBy(page))
        .limit(page.limit + 1)
        .lean(),
      this.documents.countDocuments(filter).limit(MAX_SKIPPED + 1),
    ]);
    return {
      rows: found.slice(0, page.limit).map(({ _id, name, createdAt }) => ({ id: _id.toHexString(), name, createdAt })),
      total: Math.min(counted, MAX_SKIPPED),
      isTotalAtLeast: counted > MAX_SKIPPED,
      hasMore: found.length > page.limit,
    };
  }
}
`,
    budget: `import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, type Model, Types } from 'mongoose';
import { ${constant}_MODEL, type ${pascal}Document, ${camel}Schema } from './${kebab}.schema.ts';
import { Mongo${pascal}Store } from './${kebab}.store.mongo.ts';

const COUNT = 2_000;
const NAMES = 20;

describe(\`a page of 20 among \${COUNT} of ${title.toLowerCase()}\`, () => {
  let database: TestDatabase;
  let connection: Connection;
  let model: Model<${pascal}Document>;

  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
    model = connection.model<${pascal}Document>(${constant}_MODEL, ${camel}Schema);
    await model.init();
    const at = new Date('2026-03-01T10:00:00Z');
    await model.insertMany(
      Array.from({ length: COUNT }, (_, index) => ({
        _id: Types.ObjectId.createFromHexString(index.toString(16).padStart(24, '0')),
        name: \`name \${index % NAMES}\`,
        createdAt: new Date(at.getTime() + index * 1000),
      })),
    );
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  it.each([
    ['of all', {}],
    ['of one name', { name: 'name 7' }],
  ])('%s looks at no more than it shows', async (_, filter) => {
    const plan = await model.find(filter).sort({ _id: -1 }).limit(21).lean().explain('executionStats');
    const { totalKeysExamined, totalDocsExamined } = (plan as unknown as {
      readonly executionStats: { readonly totalKeysExamined: number; readonly totalDocsExamined: number };
    }).executionStats;
    expect(totalKeysExamined).toBeLessThanOrEqual(21);
    expect(totalDocsExamined).toBeLessThanOrEqual(21);
  });

  it.each([false, true])('reads on by number and by the last id alike (oldest first: %s)', async (oldestFirst) => {
    const store = new Mongo${pascal}Store(model);
    const page = (number: number, afterId: string | null = null) =>
      store.list({ name: 'name 7' }, { page: number, limit: 20, afterId, oldestFirst });
    const first = await page(1);
    const [one, next] = first.rows;
    expect((one?.createdAt ?? 0) < (next?.createdAt ?? 0)).toBe(oldestFirst);
    expect(first).toMatchObject({ total: COUNT / NAMES, isTotalAtLeast: false, hasMore: true });
    const second = await page(2);
    expect((await page(1, first.rows.at(-1)?.id ?? null)).rows).toEqual(second.rows);
  });
});
`,
    dto: `import { type ${pascal}Row } from '@relance/admin-domain';
import { PageQuery, refusedAs } from '@relance/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class ${pascal}QueryDto extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those with exactly this name.' })
  @IsOptional()
  @IsString({ message: 'must be text' })
  @MaxLength(200, refusedAs('LONGER_THAN_ALLOWED'))
  name?: string;
}

export class ${pascal}RowView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export const to${pascal}RowView = ({ id, name, createdAt }: ${pascal}Row): ${pascal}RowView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
});
`,
    useCase: `import { ${constant}_STORE, type ${pascal}Store } from '@relance/admin-domain';
import { encodeCursor, filterHash, idBehind, type Page, toPage } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type ${pascal}QueryDto, type ${pascal}RowView, to${pascal}RowView } from './${kebab}.dto.ts';

/** Pages through ${title.toLowerCase()}, newest first unless asked otherwise. */
@Injectable()
export class Read${pascal} {
  constructor(@Inject(${constant}_STORE) private readonly store: ${pascal}Store) {}

  async page({ name, page = 1, limit, cursor, sort }: ${pascal}QueryDto): Promise<Page<'${camel}', ${pascal}RowView>> {
    const hash = filterHash({ ${camel}: true, name, sort });
    const asked = { page, limit, afterId: idBehind(hash, cursor), oldestFirst: sort === 'createdAt' };
    const { rows, hasMore, ...counted } = await this.store.list({ name }, asked);
    const last = rows.at(-1);
    const nextCursor = hasMore && last ? encodeCursor(hash, [last.id]) : null;
    return toPage('${camel}', rows.map(to${pascal}RowView), { ...counted, page, limit, nextCursor });
  }
}
`,
    controller: `import { ApiPage, ApiProblems, Audience, type Page } from '@relance/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ${pascal}QueryDto, ${pascal}RowView } from './${kebab}.dto.ts';
import { Read${pascal} } from './read-${kebab}.ts';

@ApiTags('Admin ${title.toLowerCase()}')
@ApiBearerAuth()
@Audience('${audience}')
@Controller('admin/${kebab}')
export class ${pascal}Controller {
  constructor(private readonly ${camel}: Read${pascal}) {}

  @Get()
  @ApiOperation({ summary: '${title}, newest first' })
  @ApiPage('${camel}', ${pascal}RowView)
  @ApiProblems(400, 401, 403)
  list(@Query() query: ${pascal}QueryDto): Promise<Page<'${camel}', ${pascal}RowView>> {
    return this.${camel}.page(query);
  }
}
`,
  };
};
