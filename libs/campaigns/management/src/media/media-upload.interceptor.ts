import { MEDIA_BYTES_MAX } from '@relance/campaigns-domain';
import { validationFailed } from '@relance/platform';
import {
  BadRequestException,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { type Observable } from 'rxjs';

const FileReader = FileInterceptor('file', {
  limits: { fileSize: MEDIA_BYTES_MAX, files: 1, fields: 4, fieldSize: 1000 },
  // Multer's default reads names as Latin-1.
  defParamCharset: 'utf8',
});

/** Reads the one file of a multipart body into memory, at most 16 MB (413). */
@Injectable()
export class MediaUpload implements NestInterceptor {
  private readonly reader = new FileReader();

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    try {
      return await this.reader.intercept(context, next);
    } catch (error) {
      if (!(error instanceof BadRequestException)) throw error;
      throw validationFailed([{ field: 'file', problem: `could not be read: ${error.message}` }]);
    }
  }
}
