import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { IsLanguageTag } from './is-language-tag.js';
import { Optional } from '../../../http/optional.js';

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

/** Printable: the database refuses U+0000, and people cannot see the others. */
const PRINTABLE = /^\P{Cc}*$/u;
const ZONE_NAME = /^[A-Za-z][\w+/-]{0,63}$/;

/** No member. */
export class NoBody {}

export class SignInBody {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MaxLength(1000)
  password!: string;

  /** False ends the session with the browser, after a day at the latest. */
  @Optional()
  @IsBoolean()
  rememberMe?: boolean;
}

export class SignUpBody extends SignInBody {
  @trimmed
  @Length(1, 100)
  @Matches(PRINTABLE)
  name!: string;

  /** IANA time zone. */
  @Optional()
  @Matches(ZONE_NAME)
  @IsTimeZone()
  timeZone?: string;

  /** BCP 47 language tag. */
  @Optional()
  @IsLanguageTag()
  locale?: string;
}

export class UpdateUserBody {
  @Optional()
  @trimmed
  @Length(1, 100)
  @Matches(PRINTABLE)
  name?: string;

  @Optional()
  @Matches(ZONE_NAME)
  @IsTimeZone()
  timeZone?: string;

  @Optional()
  @IsLanguageTag()
  locale?: string;
}

export class ChangePasswordBody {
  @IsString()
  @MaxLength(1000)
  currentPassword!: string;

  @IsString()
  @MaxLength(1000)
  newPassword!: string;
}

export class RevokeSessionBody {
  @Matches(/^[\w-]{1,128}$/)
  token!: string;
}

export class SetActiveWorkspaceBody {
  @IsUUID()
  organizationId!: string;
}

export class UpdateMemberRoleBody {
  @IsUUID()
  memberId!: string;

  @Matches(/^(owner|admin|member)$/)
  role!: string;
}

export class RemoveMemberBody {
  @IsUUID()
  memberIdOrEmail!: string;
}
