import { domainApp } from "../../shared/http/domain_app.ts";
import { authLinksRoutes } from "./auth_links_routes.ts";
import { authRoutes } from "./auth_routes.ts";
import { emailAddressRoutes } from "./email_address_routes.ts";
import { meRoutes } from "./me_routes.ts";
import { passwordRoutes } from "./password_routes.ts";
import { profileRoutes } from "./profile_routes.ts";

export const app = domainApp(
  "identity",
  authRoutes,
  authLinksRoutes,
  meRoutes,
  passwordRoutes,
  emailAddressRoutes,
  profileRoutes,
);
