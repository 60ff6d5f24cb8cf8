-- How a session hands its tokens over is decided once, at sign-in. A browser that asked for the HttpOnly cookie must not be
-- able to read the refresh token out of a later answer, or the cookie would protect nothing.
alter table identity.sessions
  add column cookie_refresh boolean not null default false,
  add column cookie_access boolean not null default false;
comment on column identity.sessions.cookie_refresh is 'The refresh token travels in its cookie only, never in a body.';
comment on column identity.sessions.cookie_access is 'The access token is set as a cookie too, for browser pages without scripts of their own.';
