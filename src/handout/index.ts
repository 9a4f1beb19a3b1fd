export { type HandoutOptions, patientHandout } from "./handout.ts";
export { type Language, languages } from "./wording.ts";
