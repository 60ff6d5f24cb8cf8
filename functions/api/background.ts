import { background as audit } from "../audit/background.ts";
import { background as documents } from "../documents/background.ts";
import { background as finance } from "../finance/background.ts";
import { background as integrations } from "../integrations/background.ts";
import { background as notifications } from "../notifications/background.ts";
import { background as ops } from "../ops/background.ts";
import { background as sales } from "../sales/background.ts";
import { type Background, joinBackground } from "../../shared/jobs/background.ts";

/** The background work of every domain: `background` of each `functions/<domain>/background.ts`. */
export const background: Required<Background> = joinBackground(
  audit,
  documents,
  finance,
  integrations,
  notifications,
  ops,
  sales,
);
