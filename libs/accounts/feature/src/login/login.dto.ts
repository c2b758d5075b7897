import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class LoginBody {
  @ApiProperty({ example: 'admin@example.com' })
  @IsString({ message: 'must be text' })
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(254, { message: 'is too long' })
  email!: string;

  @ApiProperty()
  @IsString({ message: 'must be text' })
  @IsNotEmpty({ message: 'must not be empty' })
  @MaxLength(1000, { message: 'is too long' })
  password!: string;
}

export class UserView {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ enum: ['user', 'support', 'admin', 'service'] }) role!: 'user' | 'support' | 'admin' | 'service';
}

export class LoginView {
  @ApiProperty({ type: UserView }) user!: UserView;
  @ApiProperty({ description: 'Works as bearer token too.' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class MeView {
  @ApiProperty({ type: UserView }) user!: UserView;
}

export class LogoutView {
  @ApiProperty() loggedOut!: boolean;
}
