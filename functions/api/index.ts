import { gatewayApp } from "./app.ts";
import { apps } from "./apps.ts";

export default { fetch: gatewayApp(apps).fetch };
