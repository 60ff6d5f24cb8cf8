import { domainApp } from "../../shared/http/domain_app.ts";
import { authLinksRoutes } from "./auth_links_routes.ts";
import { authRoutes } from "./auth_routes.ts";
import { dialectRoutes } from "./dialect_routes.ts";
import { emailAddressRoutes } from "./email_address_routes.ts";
import { meRoutes } from "./me_routes.ts";
import { mfaRoutes } from "./mfa_routes.ts";
import { passwordRoutes } from "./password_routes.ts";
import { profileRoutes } from "./profile_routes.ts";
import { sessionsRoutes } from "./sessions_routes.ts";

const groups = [
  authLinksRoutes,
  authRoutes,
  dialectRoutes,
  emailAddressRoutes,
  meRoutes,
  passwordRoutes,
  profileRoutes,
];
const groups = [authRoutes, meRoutes, passwordRoutes, emailAddressRoutes, profileRoutes, mfaRoutes, sessionsRoutes];

export const app = domainApp("identity", ...groups);
