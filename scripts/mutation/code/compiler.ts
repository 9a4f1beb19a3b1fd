import ts from "typescript";
import { type JudgedMutant, mutated } from "./mutants.ts";

/**
 * Makes the check whether the compiler refuses a mutant: such a fault cannot be merged, whatever the tests say. Only the file
 * itself is looked at, so a mutant that only breaks its callers counts as accepted.
 */
export function createCompilerCheck(): (mutant: JudgedMutant) => boolean {
  const config = ts.getParsedCommandLineOfConfigFile(
    "tsconfig.json",
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      },
    },
  );
  if (config === undefined) throw new Error("tsconfig.json cannot be read");
  const files = config.fileNames.filter((name) => name.includes("/src/"));
  const overlays = new Map<string, string>();
  let version = 0;
  const service = ts.createLanguageService({
    // What is only left over by the fault is no error of its own.
    getCompilationSettings: () => ({ ...config.options, noUnusedLocals: false, noUnusedParameters: false }),
    getScriptFileNames: () => files,
    getScriptVersion: (name) => (overlays.has(name) ? `mutant ${version}` : "original"),
    getScriptSnapshot: (name) => {
      const text = overlays.get(name) ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return (mutant) => {
    const name = files.find((file) => file.endsWith(`/${mutant.file}`));
    if (name === undefined) return false;
    version += 1;
    overlays.set(name, mutated(mutant));
    const isRefused =
      service.getSyntacticDiagnostics(name).length > 0 || service.getSemanticDiagnostics(name).length > 0;
    overlays.delete(name);
    return isRefused;
  };
}
