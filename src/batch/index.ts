export { batch, type CaseSource } from "./batch.ts";
export { fieldNames } from "./fields.ts";
export type { Answer, BatchLine, ReportPart } from "./line.ts";
export { type BatchAdvisor, type BatchOptions, createProjector, type Projector } from "./projector.ts";
