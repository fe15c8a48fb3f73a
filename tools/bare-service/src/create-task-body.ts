import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export const PRIORITIES = ['high', 'medium', 'low'] as const;

export class CreateTaskBody {
  @IsString()
  @MaxLength(2_000)
  title!: string;

  @IsOptional()
  @IsString()
  @MaxLength(16_000)
  notes?: string;

  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: (typeof PRIORITIES)[number];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  tags?: string[];

  @IsOptional()
  @IsString()
  @MaxLength(100)
  list?: string;
}
