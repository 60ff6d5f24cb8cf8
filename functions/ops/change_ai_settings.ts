import { invalid } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { changeSetting } from "./save_setting.ts";
import { isAiSetting } from "./server_rules.ts";

type Given = string | number | boolean | string[] | null;

/** Changes several AI settings or none. Raises VALIDATION_ERROR that names each that is unknown or of the wrong type. */
export async function changeAiSettings(
  sql: Sql,
  config: Runtime["config"],
  settings: Record<string, Given>,
): Promise<void> {
  const unknown = Object.keys(settings).filter((name) => !isAiSetting(name));
  if (unknown.length > 0) {
    throw invalid(...unknown.map((name) => ({ field: `settings.${name}`, message: "is no AI setting" })));
  }
  for (const [name, value] of Object.entries(settings)) {
    await changeSetting(sql, config, name, { value: asText(value) }, `settings.${name}`);
  }
}

function asText(value: Given): string | null {
  return value === null ? null : Array.isArray(value) ? JSON.stringify(value) : String(value);
}
