export type { AnswerColumn } from "./answers.ts";
export { type ColumnType, type DialectName, dialects } from "./dialect.ts";
export { type InputColumn, inputColumns } from "./input.ts";
export type { RulebookSqlOptions } from "./options.ts";
export { type RulebookQuery, type RulebookSql, rulebookSql } from "./rulebook-sql.ts";
