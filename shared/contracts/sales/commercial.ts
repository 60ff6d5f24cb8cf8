import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { data } from "../kit/replies.ts";

export const commercial = {
  index: endpoint("GET /commercial", {
    id: "sales.commercial.index",
    summary: "What the commercial API offers and where",
    guard: "session",
    reply: data(z.object({
      name: z.string(),
      version: z.string(),
      description: z.string(),
      endpoints: z.object({
        quotes: z.string(),
        deposits: z.string(),
        cgv: z.string(),
        signatures: z.string(),
        portal: z.string(),
        pipeline: z.string(),
      }),
      documentation: z.string(),
    })),
  }),
};
