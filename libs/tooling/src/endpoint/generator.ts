import { formatFiles, type Tree } from '@nx/devkit';
import { addImport, insertAfter, runningScripts, writeMissing } from '../shared/insert';
import { namesOf, type Names } from '../shared/names';

const LIBRARY = 'libs/admin/feature/src';
const MODULE = `${LIBRARY}/admin.module.ts`;

/** Options of `nx g @relance/tooling:endpoint`. */
export type EndpointOptions = { name: string; summary: string; audience?: 'support' | 'admin' };

/**
 * A route `GET /admin/<name>` with view, controller, use case and spec, registered in the admin module.
 * Afterwards the contract, the client and the page of audiences are written anew. A second run changes nothing.
 */
export default async function endpoint(tree: Tree, options: EndpointOptions): Promise<() => void> {
  const names = namesOf('name', options.name);
  const folder = `${LIBRARY}/${names.kebab}`;
  const files = filesOf(names, options.summary, options.audience ?? 'support');
  writeMissing(tree, Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])));
  const service = `Read${names.pascal}`;
  const controller = `${names.pascal}Controller`;
  addImport(tree, MODULE, `import { ${controller} } from './${names.kebab}/${names.kebab}.controller.ts';`);
  addImport(tree, MODULE, `import { ${service} } from './${names.kebab}/read-${names.kebab}.ts';`);
  insertAfter(tree, MODULE, /const controllers = \[/, `\n  ${controller},`);
  insertAfter(tree, MODULE, /const useCases = \[/, `${service}, `);
  await formatFiles(tree);
  return runningScripts(tree, 'openapi');
}

const filesOf = (
  { kebab, pascal, camel, title }: Names,
  summary: string,
  audience: string,
): Record<string, string> => ({
  [`${kebab}.view.ts`]: `import { ApiProperty } from '@nestjs/swagger';

/** ${summary} */
export class ${pascal}View {
  @ApiProperty({ format: 'date-time', description: 'When it was read.' })
  readAt!: string;
}
`,
  [`read-${kebab}.ts`]: `import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@relance/kernel';
import { PRODUCT_CLOCK } from '@relance/platform';
import { type ${pascal}View } from './${kebab}.view.ts';

/** ${summary} */
@Injectable()
export class Read${pascal} {
  constructor(@Inject(PRODUCT_CLOCK) private readonly clock: Clock) {}

  run(): ${pascal}View {
    return { readAt: this.clock.now().toISOString() };
  }
}
`,
  [`${kebab}.controller.ts`]: `import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiEnvelope, ApiProblems, Audience } from '@relance/platform';
import { ${pascal}View } from './${kebab}.view.ts';
import { Read${pascal} } from './read-${kebab}.ts';

@ApiTags('${title}')
@ApiBearerAuth()
@Audience('${audience}')
@Controller('admin/${kebab}')
export class ${pascal}Controller {
  constructor(private readonly ${camel}: Read${pascal}) {}

  @Get()
  @ApiOperation({ summary: ${JSON.stringify(summary)} })
  @ApiEnvelope(${pascal}View)
  @ApiProblems(401, 403)
  read(): ${pascal}View {
    return this.${camel}.run();
  }
}
`,
  [`read-${kebab}.spec.ts`]: `import { FixedClock } from '@relance/kernel/testing';
import { Read${pascal} } from './read-${kebab}.ts';

describe('${title.toLowerCase()}', () => {
  it('says when it was read', () => {
    const clock = new FixedClock(new Date('2026-03-01T10:00:00Z'));
    expect(new Read${pascal}(clock).run()).toEqual({ readAt: '2026-03-01T10:00:00.000Z' });
  });
});
`,
});
