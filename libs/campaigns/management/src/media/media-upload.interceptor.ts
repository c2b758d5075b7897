import { MEDIA_BYTES_MAX } from '@relance/campaigns-domain';
import { type ApiRequest } from '@relance/platform';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { type Observable } from 'rxjs';
import { readForm, refuseFormFields } from '../shared/file-upload.ts';

const FileReader = FileInterceptor('file', {
  limits: { fileSize: MEDIA_BYTES_MAX, files: 1, fields: 20, fieldSize: 1000 },
  // Multer's default reads names as Latin-1.
  defParamCharset: 'utf8',
});

/** Reads the one file of a multipart body into memory, at most 16 MB (413); the form has no other field (400). */
@Injectable()
export class MediaUpload implements NestInterceptor {
  private readonly reader = new FileReader();

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    // The handler runs only when what is answered here is subscribed to.
    const answer = await readForm(async () => this.reader.intercept(context, next));
    refuseFormFields(context.switchToHttp().getRequest<ApiRequest>().body);
    return answer;
  }
}
