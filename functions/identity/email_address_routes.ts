import { emailAddresses } from "../../shared/contracts/identity/email_addresses.ts";
import { bind, type Bound } from "../../shared/http/bind.ts";
import { askForProofAgain, proveEmail } from "./prove_email.ts";

export const emailAddressRoutes: Bound[] = [
  bind(emailAddresses.verify, async ({ sql, body }) => ({
    message: "Address confirmed",
    email: await proveEmail(sql, body.token),
  })),
  bind(emailAddresses.resend, async ({ sql, runtime }) => {
    await askForProofAgain(sql, runtime.config);
    return { message: "A link is on its way." };
  }),
];
