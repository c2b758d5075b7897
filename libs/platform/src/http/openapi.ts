import { type Type, applyDecorators } from '@nestjs/common';
import { problemCodes } from '@relance/kernel';
import { ApiExtraModels, ApiHeader, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** How a failure looks, for the document. */
export class FailureView {
  @ApiProperty({ type: Boolean, enum: [false] }) success!: false;
  @ApiProperty({ description: 'Stable, for programs.', example: 'VALIDATION_FAILED' }) code!: string;
  @ApiProperty({ description: 'A sentence for people.' }) message!: string;
  @ApiProperty({
    required: false,
    description: 'The bad fields of a 400; `{ currentStatus, nextActions }` of a 409; else whatever helps.',
    oneOf: [
      {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            field: { type: 'string' },
            problem: { type: 'string', description: 'In English, in words that follow the field.' },
            code: { type: 'string', enum: [...problemCodes], description: 'The kind of problem, where it has one.' },
            params: { type: 'object', additionalProperties: { type: 'string' } },
          },
          required: ['problem'],
        },
      },
      { type: 'object', additionalProperties: true },
    ],
  })
  details?: unknown;
  @ApiProperty() requestId!: string;
}

type Schema = Record<string, unknown>;

const envelope = (data: Schema): Schema => ({
  type: 'object',
  properties: { success: { type: 'boolean', enum: [true] }, message: { type: 'string' }, data },
  required: ['success', 'data'],
});

export type EnvelopeOptions = { readonly status?: number; readonly description?: string; readonly nullable?: boolean };

/** Documents the answer `{ success, message?, data: View }`; `[View]` for a plain array. */
export function ApiEnvelope(view: Type | readonly [Type], options: EnvelopeOptions = {}): MethodDecorator {
  const model = Array.isArray(view) ? (view[0] as Type) : (view as Type);
  const ref = { $ref: getSchemaPath(model) };
  const data = Array.isArray(view) ? { type: 'array', items: ref } : ref;
  return applyDecorators(
    ApiExtraModels(model),
    ApiResponse({
      status: options.status ?? 200,
      description: options.description ?? '',
      schema: envelope(options.nullable ? { nullable: true, allOf: [data] } : data),
    }),
  ) as MethodDecorator;
}

/** Documents a list answer under its noun's key. */
export function ApiPage(key: string, view: Type, options: EnvelopeOptions = {}): MethodDecorator {
  const whole = { type: 'integer' };
  return applyDecorators(
    ApiExtraModels(view),
    ApiResponse({
      status: options.status ?? 200,
      description: options.description ?? '',
      schema: envelope({
        type: 'object',
        properties: {
          [key]: { type: 'array', items: { $ref: getSchemaPath(view) } },
          total: whole,
          page: whole,
          limit: whole,
          totalPages: whole,
          totalIsAtLeast: { type: 'boolean', enum: [true], description: 'Only where there are more than `total`.' },
          nextCursor: { type: 'string', nullable: true },
        },
        required: [key, 'total', 'page', 'limit', 'totalPages', 'nextCursor'],
      }),
    }),
  ) as MethodDecorator;
}

/** Documents a stream of server-sent events. */
export const ApiEventStream = (description: string): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'Id of the last event that was read; the stream goes on after it, or says `resync` when it cannot.',
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 200, description, content: { 'text/event-stream': { schema: { type: 'string' } } } }),
  ) as MethodDecorator;

const sentences: Record<number, string> = {
  400: 'Malformed; every bad field is named.',
  401: 'No token, or not a valid one.',
  403: 'The role does not allow it.',
  404: 'Not there, or not yours.',
  409: 'Not possible in the current state.',
  412: 'Not what If-Match names: it was changed meanwhile, or is another.',
  413: 'Too large.',
  415: 'Not a media type of this route.',
  416: 'The range lies behind the end; `Content-Range` says how long the whole is.',
  422: 'A limit of the business is reached.',
  429: 'Too often; see Retry-After.',
  503: 'Something this needs is away; see Retry-After.',
};

/** Documents the refusals of a route. */
export function ApiProblems(...statuses: number[]): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(FailureView),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: sentences[status] ?? '',
        content: { 'application/json': { schema: { $ref: getSchemaPath(FailureView) } } },
      }),
    ),
  );
}
