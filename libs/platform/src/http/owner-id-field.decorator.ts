import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { IfGiven } from './optional.ts';

const ownerForm = /^[A-Za-z0-9_-]{1,64}$/;

/** A field of a body or query that may name an owner: 1 to 64 letters, digits, "_" or "-". */
export const OwnerIdField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, pattern: ownerForm.source }),
    IfGiven(),
    IsString({ message: 'must be text' }),
    Matches(ownerForm, { message: 'must be 1 to 64 letters, digits, "_" or "-"' }),
  );
