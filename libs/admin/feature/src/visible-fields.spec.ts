import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { CancelReasonBody } from './reason.dto.ts';
import { ReportBody } from './reports/report.dto.ts';

const refused = (body: object, fields: object) =>
  validateSync(Object.assign(body, fields)).map((each) => each.property);

describe('10.5.3 a reason or a name of which nothing can be seen', () => {
  it.each(['', '\u200b', '\u2060\u200d', '\u3164', '\u2800'])('is none: %j', (text) => {
    expect(refused(new CancelReasonBody(), { reason: text })).toEqual(['reason']);
    expect(refused(new ReportBody(), { name: text })).toContain('name');
  });
  it.each(['wrong people', '🙂', '-'])('is one: %j', (text) => {
    expect(refused(new CancelReasonBody(), { reason: text })).toEqual([]);
    expect(refused(new ReportBody(), { name: text })).not.toContain('name');
  });
});
