import type { AnyEndpoint } from "../kit/endpoint.ts";
import { files } from "./files.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(files)];
