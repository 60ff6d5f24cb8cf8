import type { AnyEndpoint } from "../kit/endpoint.ts";
import "./problems.ts";
import { quotes } from "./quotes.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(quotes)];
