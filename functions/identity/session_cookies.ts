import type { Config } from "../../shared/config/config.ts";

type CookieConfig = Pick<Config, "COOKIE_SECURE" | "COOKIE_SAME_SITE" | "ACCESS_TOKEN_SECONDS">;

/**
 * A function does not know under which of its public addresses it was called, so a cookie is set once for each: the paths
 * exclude one another, a browser sends exactly one of them. The refresh token goes to the sign-in endpoints and nowhere else.
 */
const REFRESH_PATHS = ["/api/auth", "/api/v1/auth", "/functions/v1/identity/auth", "/functions/v1/api/auth"];
const ACCESS_PATHS = ["/api", "/functions/v1"];

export function setRefreshCookie(headers: Headers, token: string, seconds: number, config: CookieConfig): void {
  setAt(REFRESH_PATHS, headers, "refresh_token", token, seconds, config);
}

export function setAccessCookie(headers: Headers, token: string, config: CookieConfig): void {
  setAt(ACCESS_PATHS, headers, "access_token", token, config.ACCESS_TOKEN_SECONDS, config);
}

/** Only the sign-in endpoints ask which device a browser is. */
export function setDeviceCookie(headers: Headers, deviceId: string, seconds: number, config: CookieConfig): void {
  setAt(REFRESH_PATHS, headers, "device_id", deviceId, seconds, config);
}

/** Makes the browser forget both tokens. */
export function clearCookies(headers: Headers, config: CookieConfig): void {
  setAt(REFRESH_PATHS, headers, "refresh_token", "", 0, config);
  setAt(ACCESS_PATHS, headers, "access_token", "", 0, config);
}

function setAt(
  paths: readonly string[],
  headers: Headers,
  name: string,
  value: string,
  seconds: number,
  config: CookieConfig,
): void {
  // Browsers take SameSite=None only together with Secure.
  const secure = config.COOKIE_SECURE || config.COOKIE_SAME_SITE === "None" ? "; Secure" : "";
  for (const path of paths) {
    const flags = `Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=${config.COOKIE_SAME_SITE}${secure}`;
    headers.append("set-cookie", `${name}=${value}; ${flags}`);
  }
}
