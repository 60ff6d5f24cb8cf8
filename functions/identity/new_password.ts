import { passwordFlaws, type PasswordProfile } from "../../shared/auth/passwords.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";

/** Raises weak_password with every demand of the profile that the password does not meet. */
export function requireStrongPassword(
  password: string,
  profile: PasswordProfile,
  person: { email: string; name: string },
): void {
  const failed = passwordFlaws(password, profile, person);
  if (failed.length > 0) throw problem("weak_password", { failed });
}
