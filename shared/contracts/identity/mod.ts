import type { AnyEndpoint } from "../kit/endpoint.ts";
import { auth } from "./auth.ts";
import { me } from "./me.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(auth), ...Object.values(me)];
