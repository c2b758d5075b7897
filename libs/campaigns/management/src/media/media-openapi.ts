import { mediaTypes } from '@relance/campaigns-domain';
import { ApiProblems } from '@relance/platform';
import { applyDecorators } from '@nestjs/common';
import { type ApiBodyOptions, ApiResponse } from '@nestjs/swagger';

export const fileBody: ApiBodyOptions = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
};

const binary = { type: 'string', format: 'binary' } as const;
const contents = Object.fromEntries(Object.keys(mediaTypes).map((type) => [type, { schema: binary }]));

/** Documents an answer that is the file itself. */
export const ApiMediaContent = (): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 200, description: 'The whole file.', content: contents }),
    ApiResponse({ status: 206, description: 'The part that the header Range asked for.', content: contents }),
    ApiResponse({ status: 304, description: 'The client has it: If-None-Match names its ETag.' }),
    ApiProblems(412, 416),
  );
