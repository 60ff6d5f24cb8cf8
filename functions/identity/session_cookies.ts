import type { Config } from "../../shared/config/config.ts";

type CookieConfig = Pick<Config, "COOKIE_SECURE" | "COOKIE_SAME_SITE" | "ACCESS_TOKEN_SECONDS">;

/**
 * A function does not know under which of its public addresses it was called, so a cookie is set once for each: the paths
 * exclude one another, a browser sends exactly one of them. The refresh token goes to the endpoints that open, renew and end
 * sessions and nowhere else.
 */
const MOUNTS = ["/api", "/api/v1", "/functions/v1/identity", "/functions/v1/api"];
const REFRESH_PATHS = ["auth", "token", "user-profile/logout"].flatMap((path) =>
  MOUNTS.map((mount) => `${mount}/${path}`)
);
/** The sign-in endpoints. */
const AUTH_PATHS = MOUNTS.map((mount) => `${mount}/auth`);
const ACCESS_PATHS = ["/api", "/functions/v1"];
/** Says to scripts of some clients that there is a refresh token, which they cannot see. */
const HINT = "refresh_token_present";

export function setRefreshCookie(headers: Headers, token: string, seconds: number, config: CookieConfig): void {
  setAt(REFRESH_PATHS, headers, "refresh_token", token, seconds, config);
}

export function setAccessCookie(headers: Headers, token: string, config: CookieConfig): void {
  setAt(ACCESS_PATHS, headers, "access_token", token, config.ACCESS_TOKEN_SECONDS, config);
}

/** Only the sign-in endpoints ask which device a browser is. */
export function setDeviceCookie(headers: Headers, deviceId: string, seconds: number, config: CookieConfig): void {
  setAt(AUTH_PATHS, headers, "device_id", deviceId, seconds, config);
}

export function setHintCookie(headers: Headers, seconds: number, config: CookieConfig): void {
  setAt(["/"], headers, HINT, "1", seconds, config, "");
}

/** Makes the browser forget both tokens. */
export function clearCookies(headers: Headers, config: CookieConfig): void {
  setAt(REFRESH_PATHS, headers, "refresh_token", "", 0, config);
  setAt(ACCESS_PATHS, headers, "access_token", "", 0, config);
  setAt(["/"], headers, HINT, "", 0, config, "");
}

function setAt(
  paths: readonly string[],
  headers: Headers,
  name: string,
  value: string,
  seconds: number,
  config: CookieConfig,
  hidden = "; HttpOnly",
): void {
  // Browsers take SameSite=None only together with Secure.
  const secure = config.COOKIE_SECURE || config.COOKIE_SAME_SITE === "None" ? "; Secure" : "";
  for (const path of paths) {
    const flags = `Path=${path}; Max-Age=${seconds}${hidden}; SameSite=${config.COOKIE_SAME_SITE}${secure}`;
    headers.append("set-cookie", `${name}=${value}; ${flags}`);
  }
}
