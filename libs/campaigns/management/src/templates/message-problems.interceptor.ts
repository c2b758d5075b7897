import { DomainError, type FieldProblem } from '@relance/kernel';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Request } from 'express';
import { catchError, type Observable, throwError } from 'rxjs';

/** A bad text says which one it is: its language, its day, and the variable that nobody knows. */
type MessageProblem = FieldProblem & {
  readonly language?: string;
  readonly day?: number | null;
  readonly variable?: string | null;
};

const textField = /^(?:customMessages\.(\d+)\.)?(?:messageTemplate|message)\.(fr|en)$/;

/** Names language, day and variable of every text that is refused; the field alone says only where it stood in the body. */
@Injectable()
export class MessageProblems implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    return next.handle().pipe(catchError((error: unknown) => throwError(() => named(error, request))));
  }
}

function named(error: unknown, request: Request): unknown {
  if (!(error instanceof DomainError) || error.kind !== 'malformed' || !Array.isArray(error.details)) return error;
  const details = (error.details as readonly FieldProblem[]).map((detail) => withPlace(detail, request));
  return new DomainError(error.kind, error.code, error.message, details);
}

function withPlace(detail: FieldProblem, request: Request): MessageProblem {
  const [, index, language] = textField.exec(detail.field ?? '') ?? [];
  if (!language) return detail;
  const day = dayOf(request, index);
  const variable =
    /\{\{([^{}]*)\}\}(?!\})/.exec(detail.problem.replace(/\{{3,}.*?\}{2,}|a lone \S+/g, ''))?.[1] ?? null;
  const place = day === null ? language : `${language}, day ${day}`;
  return {
    ...detail,
    ...(detail.code && { params: detail.params ?? {} }),
    problem: `${detail.problem} (${place})`,
    language,
    day,
    variable,
  };
}

function dayOf({ params, body }: Request, index: string | undefined): number | null {
  const content = (body ?? {}) as Record<string, unknown>;
  const messages = Array.isArray(content.customMessages) ? (content.customMessages as unknown[]) : [];
  const entry = index === undefined ? null : (messages[Number(index)] as { dayNumber?: unknown } | null);
  const day = Number(entry ? entry.dayNumber : (params.day ?? content.day ?? content.dayNumber));
  return Number.isInteger(day) && day > 0 ? day : null;
}
