import { refusedAs } from '../field-rule.ts';
import { IfGiven } from '../optional.ts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

const separators = [',', ';', '|', 'tab'] as const;

/** How the file is written: for Excel in French `?bom=1&sep=;`. Extend it with the export's own filters. */
export class CsvQuery {
  @ApiPropertyOptional({ enum: ['0', '1'], default: '0', description: 'Begins with a byte order mark, for Excel.' })
  @IfGiven()
  @IsIn(['0', '1', 'true', 'false'], { message: 'must be 0 or 1' })
  bom?: string;

  @ApiPropertyOptional({ enum: separators, default: ',' })
  @IfGiven()
  @IsIn(separators, refusedAs('NOT_ONE_OF', { values: separators.join(' ') }))
  sep?: string;
}

export const csvFormat = ({ bom, sep = ',' }: CsvQuery): { readonly bom: boolean; readonly separator: string } => ({
  bom: bom === '1' || bom === 'true',
  separator: sep === 'tab' ? '\t' : sep,
});
