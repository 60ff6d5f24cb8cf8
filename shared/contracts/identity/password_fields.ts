import { z } from "zod";

/** Checking a password says nothing about the policy, so anything of sane length may be tried. */
export const passwordGiven = z.string().min(1, "must not be empty").max(200);

/** A new password is judged by the policy, which names all its flaws at once. */
export const passwordChosen = z.string().min(1, "must not be empty").max(1000);

/** The token of a mailed link: what is none is unknown, not malformed. */
export const mailedToken = z.string().trim().min(1, "must not be empty").max(500);
