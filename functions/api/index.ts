import { useBackground } from "../../shared/jobs/background.ts";
import { gatewayApp } from "./app.ts";
import { apps } from "./apps.ts";
import { background } from "./background.ts";

useBackground(background);

export default { fetch: gatewayApp(apps).fetch };
