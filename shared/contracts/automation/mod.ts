import type { AnyEndpoint } from "../kit/endpoint.ts";
import { cron } from "./cron.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(cron)];
