import * as z from "zod/mini";

/**
 * Builds schemas that never generate code. zod would otherwise compile objects with `new Function`, and would probe for it,
 * which a strict content-security policy reports as a violation. The setting is global to zod, so it is put back at once:
 * the caller's own schemas stay as they are.
 */
export function withoutCodeGeneration<T>(build: () => T): T {
  const { jitless = false } = z.config();
  z.config({ jitless: true });
  try {
    return build();
  } finally {
    z.config({ jitless });
  }
}
