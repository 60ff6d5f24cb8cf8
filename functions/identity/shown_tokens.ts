import { invalid } from "../../shared/contracts/kit/problems.ts";
import { cookieOf } from "../../shared/http/credentials.ts";

/** The three names clients send a refresh token under. */
export interface RefreshFields {
  refresh_token?: string;
  refreshToken?: string;
  refresh?: string;
}

/**
 * The refresh token of a request, from its cookie or any of its body fields, and whether the browser alone vouches for it. Raises
 * VALIDATION_ERROR when they disagree: guessing which one was meant could end the wrong session.
 */
export function shownRefreshToken(
  request: Request,
  body: RefreshFields,
): { token: string; byCookieOnly: boolean } | undefined {
  const written = [body.refresh_token, body.refreshToken, body.refresh].filter((token) =>
    token !== undefined && token !== ""
  );
  const cookie = cookieOf(request, "refresh_token");
  const different = new Set(cookie ? [cookie, ...written] : written);
  if (different.size > 1) throw invalid({ field: "refresh_token", message: "differs from another refresh token sent" });
  const [token] = different;
  return token === undefined ? undefined : { token, byCookieOnly: written.length === 0 };
}
