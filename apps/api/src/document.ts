import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { SESSION_COOKIE } from '@relance/platform';
import { describeWhatAllRoutesShare } from './shared-contract.ts';

/** The contract of this API, as docs/openapi.json keeps it and /api/docs-json serves it. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Relance')
    .setDescription('Follow-up campaigns for WhatsApp. Answers come in the envelope { success, message?, data }.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addCookieAuth(SESSION_COOKIE)
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  describeWhatAllRoutesShare(document);
  return { ...document, paths: sorted(document.paths), components: sortedComponents(document) };
}

/** Swagger UI from its own package, offline, and the document beside it, which is made when it is asked for first. */
export function serveDocument(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
    customSiteTitle: 'Relance API',
  });
}

/** The same document whatever the order in which modules were loaded. */
const sorted = <T>(table: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));

const sortedComponents = ({ components = {} }: OpenAPIObject) => ({
  ...components,
  ...(components.schemas && { schemas: sorted(components.schemas) }),
});
