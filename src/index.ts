export type { Advisor, RecommendOptions } from "./advisor/advisor.ts";
export { type AdvisorOptions, createAdvisor } from "./advisor/create-advisor.ts";
