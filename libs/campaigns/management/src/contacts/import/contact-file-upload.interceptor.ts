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

const FILE_BYTES_MAX = 10 * 1024 * 1024;
const FileReader = FileInterceptor('file', { limits: { fileSize: FILE_BYTES_MAX, files: 1 } });

/** Reads the one file of a multipart body, at most 10 MB (413); a body in another form is told under the field `file`. */
@Injectable()
export class ContactFileUpload implements NestInterceptor {
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
