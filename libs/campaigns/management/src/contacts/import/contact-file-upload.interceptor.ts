import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { type Observable } from 'rxjs';
import { readForm } from '../../shared/file-upload.ts';

const FILE_BYTES_MAX = 10 * 1024 * 1024;
const FileReader = FileInterceptor('file', { limits: { fileSize: FILE_BYTES_MAX, files: 1 } });

/** Reads the one file of a multipart body, at most 10 MB (413); a form that cannot be read is a 400 naming the field. */
@Injectable()
export class ContactFileUpload implements NestInterceptor {
  private readonly reader = new FileReader();

  intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    return readForm(async () => this.reader.intercept(context, next));
  }
}
