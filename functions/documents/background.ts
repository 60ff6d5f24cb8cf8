import { z } from "zod";
import { cleanFiles } from "../../shared/files/clean_files.ts";
import type { Background } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { TransientError } from "../../shared/jobs/failures.ts";
import { StorageError } from "../../shared/providers/storage/object_storage.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";

const clean = defineJob({
  name: "files.clean",
  queue: "low",
  payload: z.looseObject({}),
  async run({ runtime, transact }) {
    const storage = supabaseStorage(runtime.config, "documents");
    // Without a storage nothing was kept.
    if (!storage) return { removed: 0, lost: 0 };
    return { ...await cleanFiles({ transact, storage }).catch(asTransient) };
  },
});

export const background: Background = { jobs: [clean] };

function asTransient(error: unknown): never {
  if (error instanceof StorageError) throw new TransientError("The storage service failed.", { cause: error });
  throw error;
}
