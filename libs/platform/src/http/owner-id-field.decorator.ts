import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ownerIdForm } from '@relance/kernel';
import { IsString, Matches } from 'class-validator';
import { IfGiven } from './optional.ts';

/** A field of a body or query that may name an owner: 1 to 64 letters, digits, "_" or "-". */
export const OwnerIdField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, pattern: ownerIdForm.source }),
    IfGiven(),
    IsString({ message: 'must be text' }),
    Matches(ownerIdForm, { message: 'must be 1 to 64 letters, digits, "_" or "-"' }),
  );
